/* Networks, forwarded addresses, hosts and origins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/proxy.h"

static void test_networks(void **context)
{
    static const struct {
        const char *network, *address;
        bool has;
    } rows[] = {
        { "10.0.0.0/8", "10.1.2.3", true },
        { "10.0.0.0/8", "11.1.2.3", false },
        { "10.0.0.0/9", "10.128.0.1", false },
        { "192.168.1.7", "192.168.1.7", true },
        { "192.168.1.7", "192.168.1.8", false },
        { "::1", "::1", true },
        { "fd00::/8", "fdab::1", true },
        { "fd00::/8", "fe80::1", false },
        { "0.0.0.0/0", "8.8.8.8", true },
        { "0.0.0.0/0", "fd00::1", false },
        { "::/0", "8.8.8.8", true },
        { "10.0.0.0/8", "::ffff:10.1.1.1", true },
        { "10.0.0.0/8", "no address", false },
    };
    static const char *const bad[] = { "",         "/8",     "10.0.0.0/",   "10.0.0.0/33", "10.0.0.0/-1",
                                       "10.0.0/8", "::/129", "10.0.0.0/8x", "example.org" };
    struct oriel__network network;

    (void)context;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_true(oriel__network_read(rows[i].network, &network));
        assert_int_equal(oriel__network_has(&network, rows[i].address), rows[i].has);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        assert_false(oriel__network_read(bad[i], &network));
}

static void test_forwarded(void **context)
{
    static const char *const proxies[] = { "10.0.0.0/8", "::1", NULL };
    static const struct {
        const char *peer, *forwarded, *who;
    } rows[] = {
        { "203.0.113.1", "1.2.3.4", "203.0.113.1" }, /* not a proxy: its word does not count */
        { "10.0.0.1", NULL, "10.0.0.1" },
        { "10.0.0.1", "", "10.0.0.1" },
        { "10.0.0.1", "1.2.3.4", "1.2.3.4" },
        { "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4" }, /* what a client put in front is not believed */
        { "10.0.0.1", "1.2.3.4, 10.0.0.2", "1.2.3.4" },
        { "10.0.0.1", "1.2.3.4 ,10.0.0.2 , 10.0.0.3", "1.2.3.4" },
        { "::1", "[2001:db8::1]", "2001:db8::1" },
        { "::1", "1.2.3.4:567", "1.2.3.4" },
        { "::1", "1.2.3.4, [fd00::1]:567", "fd00::1" },
        { "10.0.0.1", "1.2.3.4, 10.0.0.2:80", "1.2.3.4" },
        { "10.0.0.1", "nonsense", "" }, /* somebody, and not the proxy */
        { "10.0.0.1", "1.2.3.4, nonsense", "" },
        { "10.0.0.1", "1.2.3.4:", "" },
        { "10.0.0.1", "1.2.3.4:x", "" },
        { "10.0.0.1", "[::1", "" },
        { "10.0.0.1", "[]", "" },
        { "10.0.0.1", "[::1]x", "" },
        { "10.0.0.1", ":1", "" },
        { "10.0.0.1", "10.0.0.2", "10.0.0.2" },
        { "10.0.0.1", ",,,", "" },
    };
    char who[ORIEL__ADDRESS_SIZE];

    (void)context;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        oriel__peer_of(proxies, rows[i].peer, rows[i].forwarded, who);
        assert_string_equal(who, rows[i].who);
    }
}

static void test_hosts(void **context)
{
    static const char *const others[] = { "Example.org", "other.example:8080", NULL };
    static const struct {
        const char *bound, *host;
        bool is_ours;
    } rows[] = {
        { "127.0.0.1", "127.0.0.1:9501", true },
        { "127.0.0.1", "LOCALHOST:9501", true },
        { "127.0.0.1", "[::1]:9501", true },
        { "127.0.0.1", "127.9.9.9:9500", true },
        { "127.0.0.1", "127.0.0.1:80", false },
        { "127.0.0.1", "127.0.0.1", false },
        { "127.0.0.1", "192.168.1.1:9501", false },
        { "127.0.0.1", "evil.example:9501", false },
        { "127.0.0.1", "example.org", true },
        { "127.0.0.1", "example.org:443", true },
        { "127.0.0.1", "other.example:8080", true },
        { "127.0.0.1", "other.example", false },
        { "192.168.1.1", "192.168.1.1:9501", true },
        { "192.168.1.1", "127.0.0.1:9501", false },
        { "0.0.0.0", "192.168.1.1:9501", true },
        { "0.0.0.0", "localhost:9501", true },
        { "0.0.0.0", "evil.example:9501", false },
        { "127.0.0.1", "", false },
        { "127.0.0.1", ":9501", false },
        { "127.0.0.1", "[::1:9501", false },
        { "127.0.0.1", "127.0.0.1:99999", false },
        { "127.0.0.1", "127.0.0.1:9501x", false },
    };

    (void)context;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct oriel__hosts hosts = { rows[i].bound, others, 9501, 9500 };

        if (oriel__host_is_ours(&hosts, rows[i].host) != rows[i].is_ours)
            fail_msg("%s at %s", rows[i].host, rows[i].bound);
    }
}

static void test_origins(void **context)
{
    static const char *const origins[] = { "https://friend.example", NULL };
    const struct oriel__hosts hosts = { "127.0.0.1", NULL, 9501, 9500 };
    static const struct {
        const char *scheme, *host, *origin;
        bool is_ours;
    } rows[] = {
        { "http", "127.0.0.1:9501", NULL, true },
        { "http", "127.0.0.1:9501", "http://127.0.0.1:9501", true },
        { "http", "127.0.0.1:9500", "http://127.0.0.1:9501", true }, /* the port for WebSocket alone */
        { "http", "127.0.0.1:9501", "http://127.0.0.1:9500", false },
        { "http", "127.0.0.1:9501", "http://127.0.0.1", false },
        { "http", "127.0.0.1:9501", "https://127.0.0.1:9501", false },
        { "https", "example.org", "https://example.org", true },
        { "https", "example.org", "https://example.org:443", true },
        { "https", "example.org", "https://example.org.evil", false },
        { "http", "127.0.0.1:9501", "null", false },
        { "http", "127.0.0.1:9501", "", false },
        { "http", "127.0.0.1:9501", "https://friend.example", true },
        { "http", "127.0.0.1:9501", "https://friend.example:444", false },
    };

    (void)context;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (oriel__origin_is_ours(&hosts, origins, rows[i].scheme, rows[i].host, rows[i].origin) != rows[i].is_ours)
            fail_msg("%s at %s", rows[i].origin, rows[i].host);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_networks),
        cmocka_unit_test(test_forwarded),
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_origins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
