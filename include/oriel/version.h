/* Version of the library and the marks every public header uses. */
#ifndef ORIEL_VERSION_H
#define ORIEL_VERSION_H

#define ORIEL_VERSION_MAJOR 0
#define ORIEL_VERSION_MINOR 1
#define ORIEL_VERSION_PATCH 0
#define ORIEL_VERSION_STRING "0.1.0"

#if defined(__GNUC__)
#define ORIEL_API __attribute__((visibility("default")))
#define ORIEL_MUST_CHECK __attribute__((warn_unused_result))
#define ORIEL_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define ORIEL_API
#define ORIEL_MUST_CHECK
#define ORIEL_PRINTF(fmt, args)
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library in use, "major.minor.patch"; static, never NULL.
 * It may be newer than ORIEL_VERSION_STRING, which is what was compiled
 * against. Any thread. Since 0.1. */
ORIEL_API const char *oriel_version(void);

#ifdef __cplusplus
}
#endif

#endif
