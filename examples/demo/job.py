"""A long job in small steps: one SHA-256 over all files of a folder."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from typing import Any

_BLOCK = 1 << 20


class Checksum:
    """Each :meth:`step` works for a moment, on any thread; between two the job can be dropped."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.files = self.total_files = self.bytes = self.total_bytes = 0
        self.is_done = False
        self._digest = hashlib.sha256()
        self._started = time.monotonic()
        self._work = self._run()

    def step(self, seconds: float) -> None:
        """Work for about so long."""
        until = time.monotonic() + seconds
        for _ in self._work:
            if time.monotonic() >= until:
                return
        self.is_done = True

    def report(self) -> dict[str, Any]:
        """How far it is."""
        return {
            "folder": self.folder,
            "files": self.files,
            "total_files": self.total_files,
            "bytes": self.bytes,
            "total_bytes": self.total_bytes,
            "seconds": time.monotonic() - self._started,
            "digest": self._digest.hexdigest() if self.is_done else None,
        }

    def _run(self) -> Iterator[None]:
        paths = []
        for folder, folders, names in os.walk(self.folder):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                try:
                    found = os.lstat(path)
                except OSError:
                    continue  # it has just gone
                if stat.S_ISREG(found.st_mode):
                    paths.append(path)
                    self.total_bytes += found.st_size
            self.total_files = len(paths)
            yield
        for path in paths:
            yield from self._hash(path)
            self.files += 1

    def _hash(self, path: str) -> Iterator[None]:
        try:
            with open(path, "rb", buffering=0) as file:
                while block := file.read(_BLOCK):
                    self._digest.update(block)
                    self.bytes += len(block)
                    yield
        except OSError:
            pass  # not ours to read: counted, not hashed
