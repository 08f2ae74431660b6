"""Bytes that know their shape."""

from __future__ import annotations

import math

__all__ = ["Buffer"]

_SIZES = {
    "uint8": 1, "uint16": 2, "uint32": 4, "int8": 1, "int16": 2, "int32": 4,
    "float32": 4, "float64": 8,
}  # fmt: skip


class Buffer:
    """*data* as an array of *shape* of numbers of type *dtype*, as ``bytes()`` takes it.

    Raises ``ValueError`` for an unknown type, a dimension below 1, or the wrong number of bytes.
    """

    __slots__ = ("data", "shape", "dtype")

    def __init__(
        self, data: bytes | bytearray | memoryview, shape: tuple[int, ...], dtype: str = "uint8"
    ) -> None:
        if dtype not in _SIZES:
            raise ValueError(f"dtype must be one of {', '.join(_SIZES)}, not {dtype!r}")
        dimensions = tuple(int(size) for size in shape)
        if not dimensions or any(size < 1 for size in dimensions):
            raise ValueError(f"shape {shape!r}: dimensions must be 1 or more")
        expected = math.prod(dimensions) * _SIZES[dtype]
        self.data = bytes(data)
        if len(self.data) != expected:
            raise ValueError(f"{len(self.data)} bytes, and {dimensions} of {dtype} need {expected}")
        self.shape = dimensions
        self.dtype = dtype

    def __len__(self) -> int:
        return len(self.data)

    def __bytes__(self) -> bytes:
        return self.data

    def __repr__(self) -> str:
        return f"Buffer(shape={self.shape}, dtype={self.dtype!r})"
