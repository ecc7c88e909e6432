"""A disk that is full, for one process: its files grow no further."""

from collections.abc import Iterator
from contextlib import contextmanager

import resource


@contextmanager
def full_disk(pid: int, size_bytes: int) -> Iterator[None]:
    """Let what a process writes beyond this size fail, as on a full disk.

    ``errno`` is EFBIG instead of ENOSPC: setrlimit(2).
    """
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
