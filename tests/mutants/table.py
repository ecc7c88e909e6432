"""The table: which check is taken out how, and which tests must go red then."""

from dataclasses import dataclass
from pathlib import Path

import tomllib


ROOT = Path(__file__).parents[2]
AREAS = Path(__file__).with_name("areas")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One check taken out.

    ``file`` is relative to the checkout, ``source`` stands in it exactly once.
    ``red``: ids of tests, of which each must fail; without ``[...]`` at least one of
    its cases. ``quick``: fast enough for `make test`, so without Plone.
    """

    area: str
    name: str
    why: str
    file: str
    source: str
    replacement: str
    red: tuple[str, ...]
    quick: bool = False

    @property
    def id(self) -> str:
        """What it is called in reports and on the command line."""
        return f"{self.area}/{self.name}"

    def is_there(self, root: Path = ROOT) -> bool:
        """Does its text stand in its file, once?"""
        file = root / self.file
        return file.is_file() and file.read_text("utf-8").count(self.source) == 1

    def applied_to(self, text: str) -> str:
        """Return the file's text without the check.

        :raises ValueError: the text of the table is not there, or not only once.
        """
        times = text.count(self.source)
        if times != 1:
            raise ValueError(f"{self.id}: its text stands {times} times in {self.file}")
        return text.replace(self.source, self.replacement)


def read_area(path: Path) -> list[Mutant]:
    """Read the mutants of one area."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["mutant"]
    return [
        Mutant(area=path.stem, **{**entry, "red": tuple(entry["red"])})
        for entry in entries
    ]


def read_table(folder: Path = AREAS) -> list[Mutant]:
    """Read the mutants of all areas, in the order of the files."""
    return [one for path in sorted(folder.glob("*.toml")) for one in read_area(path)]
