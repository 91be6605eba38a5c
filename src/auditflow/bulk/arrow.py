"""Columns handed over by the Arrow C data interface: read in place, never copied.

PyArrow, Polars, DuckDB's results and many more speak it. None of them is imported: what
they hand over is a structure in memory, laid out as the Arrow specification says.
"""

import ctypes
from collections.abc import Iterator
from typing import ClassVar, Final, Protocol, runtime_checkable

import attrs
import numpy as np
import numpy.typing as npt


@runtime_checkable
class ArrowArray(Protocol):
    """Whatever hands over one Arrow array, such as a ``pyarrow.Array``."""

    def __arrow_c_array__(
        self, requested_schema: object = None
    ) -> tuple[object, object]: ...


@runtime_checkable
class ArrowStream(Protocol):
    """Whatever hands over Arrow arrays one by one, such as a ``polars.Series``."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


@attrs.frozen(eq=False)
class Buffer:
    """A stretch of an Arrow column: its numbers where they lie, and which are missing.

    ``valid`` is the bitmap of those that are not missing, to be read from its bit
    ``first_bit`` on; None where nothing is missing. ``keeps`` holds the memory.
    """

    numbers: npt.NDArray[np.integer]
    valid: npt.NDArray[np.uint8] | None
    first_bit: int
    keeps: object = attrs.field(repr=False)

    def missing(self, start: int, stop: int) -> npt.NDArray[np.bool_] | None:
        """Which of the numbers from *start* to *stop* are missing, if any may be."""
        if self.valid is None:
            return None
        first, last = self.first_bit + start, self.first_bit + stop
        bits = np.unpackbits(
            self.valid[first // 8 : (last + 7) // 8], bitorder="little"
        )
        wanted = bits[first % 8 :][: stop - start]
        return np.equal(wanted, 0)


@attrs.frozen
class Told:
    """What an Arrow column says that it holds: its format, and whether it is coded."""

    format: str
    coded: bool
    """Its values stand in a dictionary beside it."""


class _Schema(ctypes.Structure):
    _fields_: ClassVar = [
        ("format", ctypes.c_char_p),
        ("name", ctypes.c_char_p),
        ("metadata", ctypes.c_void_p),
        ("flags", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("private_data", ctypes.c_void_p),
    ]


class _Array(ctypes.Structure):
    _fields_: ClassVar = [
        ("length", ctypes.c_int64),
        ("null_count", ctypes.c_int64),
        ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_void_p)),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("private_data", ctypes.c_void_p),
    ]


class _Stream(ctypes.Structure):
    _fields_: ClassVar = [
        (
            "get_schema",
            ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p),
        ),
        ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)),
        ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)),
        ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("private_data", ctypes.c_void_p),
    ]


class _Owned:
    """A structure that was handed to us, and is given back when nobody reads it."""

    def __init__(self, structure: _Schema | _Array) -> None:
        self.structure = structure

    def __del__(self) -> None:
        if self.structure.release:
            self.structure.release(ctypes.addressof(self.structure))


class StreamFailed(Exception):
    """The library that hands over a column failed while doing so."""


# The widths of the formats that days and whole numbers are written in.
_TYPES: Final[dict[str, npt.DTypeLike]] = {
    "tdD": np.int32, "tdm": np.int64, "ts": np.int64,
    "c": np.int8, "C": np.uint8, "s": np.int16, "S": np.uint16,
    "i": np.int32, "I": np.uint32, "l": np.int64, "L": np.uint64,
}  # fmt: skip


def handed_over(values: ArrowArray | ArrowStream) -> tuple[Told, list[Buffer]]:
    """What *values* holds, and its stretches; none of them where it holds other things.

    Raises:
        StreamFailed: the library that holds it failed.
    """
    if isinstance(values, ArrowArray):
        schema_capsule, capsule = values.__arrow_c_array__()
        schema = _Schema.from_address(_pointer(schema_capsule, b"arrow_schema"))
        array = _Array.from_address(_pointer(capsule, b"arrow_array"))
        told = _told(schema)
        return told, [_buffer(told, array, capsule)] if _is_known(told) else []
    capsule = values.__arrow_c_stream__()
    stream = _Stream.from_address(_pointer(capsule, b"arrow_array_stream"))
    schema = _Schema()
    _check(
        stream, stream.get_schema(ctypes.addressof(stream), ctypes.addressof(schema))
    )
    owned = _Owned(schema)
    told = _told(schema)
    del owned
    if not _is_known(told):
        return told, []
    return told, [_buffer(told, array, keeps) for array, keeps in _arrays(stream)]


def _arrays(stream: _Stream) -> Iterator[tuple[_Array, _Owned]]:
    while True:
        array = _Array()
        _check(
            stream, stream.get_next(ctypes.addressof(stream), ctypes.addressof(array))
        )
        if not array.release:
            return
        yield array, _Owned(array)


def _check(stream: _Stream, status: int) -> None:
    if status:
        said: int | None = stream.get_last_error(ctypes.addressof(stream))
        why = ctypes.string_at(said) if said else b"for a reason that it keeps"
        raise StreamFailed(why.decode("utf-8", "replace"))


def _told(schema: _Schema) -> Told:
    return Told(schema.format.decode(), bool(schema.dictionary))


def _is_known(told: Told) -> bool:
    return not told.coded and _type(told) is not None


def _type(told: Told) -> npt.DTypeLike | None:
    return _TYPES.get("ts" if told.format.startswith("ts") else told.format)


def _buffer(told: Told, array: _Array, keeps: object) -> Buffer:
    dtype = np.dtype(_type(told))
    length, offset = array.length, array.offset
    numbers = _bytes_at(array.buffers[1], (offset + length) * dtype.itemsize)
    valid = None
    if array.null_count and array.buffers[0]:
        valid = _bytes_at(array.buffers[0], (offset + length + 7) // 8)
    return Buffer(numbers.view(dtype)[offset:], valid, offset, keeps)


def _bytes_at(address: int | None, size: int) -> npt.NDArray[np.uint8]:
    if not address or not size:
        return np.empty(0, np.uint8)
    lying_there = (ctypes.c_uint8 * size).from_address(address)
    return np.frombuffer(memoryview(lying_there), np.uint8)


_get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_get_pointer.restype = ctypes.c_void_p
_get_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]


def _pointer(capsule: object, name: bytes) -> int:
    return int(_get_pointer(capsule, name))
