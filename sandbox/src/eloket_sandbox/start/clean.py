"""`make clean-data`: drop what `make start` keeps. Standard library only."""

from eloket_sandbox.start.folder import AlreadyRunningError
from eloket_sandbox.start.folder import DataFolder
from pathlib import Path

import argparse
import sys


def main() -> int:
    """Drop the data folder's data; 1 when an e-loket runs on it."""
    parser = argparse.ArgumentParser(prog="make clean-data", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("var"))
    data = parser.parse_args().data.absolute()
    for folder in (DataFolder(data), DataFolder(data / "cluster")):
        if folder.path != data and not folder.path.exists():
            continue
        try:
            folder.drop()
        except AlreadyRunningError as error:
            sys.stderr.write(
                f"An e-loket runs on {folder.path} (process {error}); stop it first.\n"
            )
            return 1
    print(f"The data in {data} is gone; `make start` begins anew.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
