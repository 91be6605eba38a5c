"""A column that is handed over by the Arrow C data interface, made by hand.

Written from the specification, so that the tests need no library that speaks it.
"""

import ctypes
from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise

from auditflow.bulk.arrow import _Array, _Schema, _Stream

_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_RELEASE = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


class Handed:
    """Numbers as an Arrow array: ``None`` is missing, what stands there is garbage."""

    def __init__(
        self,
        numbers: Sequence[int | None],
        told: str = "tdD",
        code: str = "i",
        offset: int = 0,
        *,
        coded: bool = False,
    ) -> None:
        self.released = 0
        self.schema = _Schema(format=told.encode(), dictionary=1 if coded else None)
        garbage = 10**6 + 1
        plain = [0] * offset + [garbage if n is None else n for n in numbers]
        bits = [True] * offset + [n is not None for n in numbers]
        self.content = array(code, plain)
        self.bitmap = bytearray((len(bits) + 7) // 8 or 1)
        for at, valid in enumerate(bits):
            self.bitmap[at // 8] |= valid << at % 8
        where = (ctypes.c_uint8 * len(self.bitmap)).from_buffer(self.bitmap)
        address = self.content.buffer_info()[0] if plain else None
        known = ctypes.addressof(where) if not all(bits) else None
        self.buffers = (ctypes.c_void_p * 2)(known, address)
        self.keeps = where, _RELEASE(self._released)
        self.array = _Array(
            length=len(numbers),
            null_count=-1,
            offset=offset,
            n_buffers=2,
            buffers=ctypes.cast(self.buffers, ctypes.POINTER(ctypes.c_void_p)),
            release=self.keeps[1],
        )

    def _released(self, address: int) -> None:
        self.released += 1
        _Array.from_address(address).release = _RELEASE()

    def __arrow_c_array__(
        self, requested_schema: object = None
    ) -> tuple[object, object]:
        return (
            _new_capsule(ctypes.addressof(self.schema), b"arrow_schema", None),
            _new_capsule(ctypes.addressof(self.array), b"arrow_array", None),
        )


class Stream:
    """The same as a stream: stretch after stretch, and perhaps a failure."""

    def __init__(self, *stretches: Handed, fails_at: int | None = None) -> None:
        self.stretches, self.fails_at, self.given = stretches, fails_at, 0
        self.said = ctypes.create_string_buffer(b"the disk is gone")
        on_schema, on_next, on_error, on_release, _ = (
            field[1] for field in _Stream._fields_
        )
        self.stream = _Stream(
            get_schema=on_schema(self._schema),
            get_next=on_next(self._next),
            get_last_error=on_error(lambda _: ctypes.addressof(self.said)),
            release=on_release(lambda _: None),
        )

    def _schema(self, _: int, target: int) -> int:
        ctypes.memmove(target, ctypes.addressof(self.stretches[0].schema), _SCHEMA)
        return 0

    def _next(self, _: int, target: int) -> int:
        if self.given == self.fails_at:
            return 5
        if self.given < len(self.stretches):
            stretch = self.stretches[self.given]
            ctypes.memmove(target, ctypes.addressof(stretch.array), _ARRAY)
            self.given += 1
        return 0

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        address = ctypes.addressof(self.stream)
        return _new_capsule(address, b"arrow_array_stream", None)


_SCHEMA, _ARRAY = ctypes.sizeof(_Schema), ctypes.sizeof(_Array)


def in_stretches(numbers: Sequence[int | None], cuts: Iterable[int]) -> Stream:
    """*numbers* as a stream that is cut at *cuts*, each stretch with another offset."""
    edges = [0, *sorted(cuts), len(numbers)]
    return Stream(
        *(
            Handed(numbers[a:b], offset=i % 11)
            for i, (a, b) in enumerate(pairwise(edges))
        )
    )
