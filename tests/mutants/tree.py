"""A copy of the checkout in which one check at a time is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tests.mutants.table import Mutant
from tests.mutants.table import ROOT

import itertools
import os
import shutil
import time


#: What tests read; none of it is large.
FOLDERS = ("src", "tests", "sandbox", "profiles", "locales", "docs", "tools")
FILES = (
    *("pyproject.toml", "setup.py", "constraints.txt", "versions.cfg"),
    *("buildout.cfg", "Makefile", "MANIFEST.in", "README.md", "LICENSE"),
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", "*.mo", "var")


class Tree:
    """The copy, with its files as they are in the checkout."""

    def __init__(self, path: Path, source: Path = ROOT) -> None:
        """Copy ``source`` to ``path``, which is not there yet."""
        self.path = path
        path.mkdir()
        for name in FOLDERS:
            if (source / name).exists():
                shutil.copytree(
                    source / name, path / name, symlinks=True, ignore=LEFT_OUT
                )
        for name in FILES:
            if (source / name).exists():
                shutil.copy(source / name, path / name)
        self._seconds = itertools.count(int(time.time()) + 1)

    @contextmanager
    def mutated(self, mutant: Mutant) -> Iterator[None]:
        """Take a check out, and put it back afterwards.

        :raises ValueError: its text is not found, or what is left is no Python.
        """
        file = self.path / mutant.file
        before = file.read_text(encoding="utf-8")
        after = mutant.applied_to(before)
        if file.suffix == ".py":
            try:
                compile(after, mutant.file, "exec")
            except SyntaxError as error:
                raise ValueError(f"{mutant.id}: leaves no Python: {error}") from None
        try:
            self._write(file, after)
            yield
        finally:
            self._write(file, before)

    def _write(self, file: Path, text: str) -> None:
        file.write_text(text, encoding="utf-8")
        # Python tells compiled files by size and second: no two texts share one
        second = next(self._seconds)
        os.utime(file, (second, second))
