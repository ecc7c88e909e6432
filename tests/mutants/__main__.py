"""`make mutants`: all areas, or those (or the mutants) that ARGS names.

``--check``, in `make lint`: only look whether the table and the code fit.
"""

from pathlib import Path
from tests.mutants.runner import stage_in
from tests.mutants.runner import try_all
from tests.mutants.table import read_table
from tests.mutants.tree import Tree

import sys
import tempfile
import time


def say(line: str) -> None:
    """Write a line at once: a run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def check() -> int:
    """Look whether each mutant still finds its text; 1 when one does not."""
    missing = [one for one in read_table() if not one.is_there()]
    for one in missing:
        say(
            f"mutant {one.id}: the check it takes out is not in {one.file} any more, "
            f"or stands there twice; bring tests/mutants/areas/{one.area}.toml along"
        )
    return 1 if missing else 0


def main(wanted: list[str]) -> int:
    """Try the mutants; 1 when a check was not missed."""
    if wanted == ["--check"]:
        return check()
    mutants = [
        one for one in read_table() if not wanted or {one.area, one.id} & set(wanted)
    ]
    if not mutants:
        say(f"no mutants of {' '.join(wanted)}")
        return 1
    survived = 0
    with tempfile.TemporaryDirectory(prefix="eloket-mutants-") as folder:
        tree = Tree(Path(folder, "tree"))
        with stage_in(tree.path) as stage:
            began = time.monotonic()
            for name, faults in try_all(tree, stage, mutants):
                seconds, began = time.monotonic() - began, time.monotonic()
                say(f"{seconds:5.1f} s  {'SURVIVED' if faults else 'ok'}  {name}")
                for fault in faults:
                    say(f"         {fault}")
                survived += bool(faults)
    say(f"{len(mutants)} mutants, {survived} not as they should be")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
