"""Disks and folders that take no more: small, read-only, or out of reach."""

import contextlib
import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

_CAPABILITIES = 0x20080522  # the version of what the kernel is asked
_ANY_FILE = 0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@attrs.frozen
class SmallDisk:
    """A disk in memory that is soon full."""

    folder: Path

    @property
    def url(self) -> str:
        """The address of a store on it."""
        return f"sqlite:///{self.folder}/auditflow.db"

    def grow(self) -> None:
        """Make room."""
        _run("mount", "-o", "remount,size=64m", str(self.folder))


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[SmallDisk]:
    """A disk of this *size* in a folder, for a while; a skip by name without one."""
    folder.mkdir()
    if not _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)):
        pytest.skip("needs the right to mount a small disk: run it as root on Linux")
    try:
        yield SmallDisk(folder)
    finally:
        # Also where somebody still holds a file on it.
        _run("umount", "--lazy", str(folder))


def _run(*words: str) -> bool:
    if shutil.which(words[0]) is None:
        return False
    return not subprocess.run(words, check=False, capture_output=True).returncode


@contextlib.contextmanager
def with_mode(path: Path, mode: int) -> Iterator[None]:
    """Let *path* have another mode for a while."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


@contextlib.contextmanager
def as_anybody() -> Iterator[None]:
    """Let modes of files matter for a while to root too, who may else do anything."""
    if os.geteuid():
        yield
        return
    before = _rights()
    _have_rights([before[0] & ~_ANY_FILE, *before[1:]])
    try:
        yield
    finally:
        _have_rights(before)


def _rights() -> list[int]:
    """What this thread may do beyond its user's rights: first what is in force."""
    rights = (ctypes.c_uint32 * 6)()
    _asked("capget", rights)
    return [*rights]


def _have_rights(rights: list[int]) -> None:
    _asked("capset", (ctypes.c_uint32 * 6)(*rights))


def _asked(call: str, rights: object) -> None:
    head = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0)
    try:
        refused = getattr(ctypes.CDLL(None), call)(head, rights)
    except AttributeError:
        refused = True
    if refused:
        pytest.skip("needs a user that is not root, or Linux")
