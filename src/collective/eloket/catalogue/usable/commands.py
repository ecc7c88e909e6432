"""`eloket-axe`: let axe look at a document's form in Chromium, and keep the verdict."""

from collections.abc import Mapping
from collections.abc import Sequence
from collective.eloket.catalogue.usable.errors import LookError

import argparse
import os
import shutil
import sys


NOTHING, SOMETHING, NOT_LOOKED = 0, 1, 2

#: Names of the browser, the smallest first.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
NAME, PASSWORD, BROWSER = "ELOKET_EDITOR", "ELOKET_EDITOR_PASSWORD", "ELOKET_CHROMIUM"

EPILOG = f"""\
Reads who signs in from {NAME} and {PASSWORD}: arguments can be read by
others on the machine. {BROWSER} names the browser where it has another name.
The form is looked at as an editor tries it, so nothing of that is kept. The page
"Check before publishing" of the document tells the verdict.
Ends with 0 when nothing was found, 1 when something was, 2 when nobody looked.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Look, tell what was found, and say by the exit code whether that is anything."""
    parser = argparse.ArgumentParser(
        prog="eloket-axe",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("document", help="address of the online document")
    document = parser.parse_args(arguments).document.rstrip("/")
    try:
        lines = look_at(document, os.environ)
    except LookError as error:
        sys.stderr.write(f"{error}\n")
        return NOT_LOOKED
    tell(lines)
    return SOMETHING if any(lines.values()) else NOTHING


def look_at(document: str, environment: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what was found, as lines by the address of a page.

    :raises LookError: something is missing here, or the e-loket refuses.
    """
    name, password = environment.get(NAME), environment.get(PASSWORD)
    if not name or not password:
        raise LookError(f"{NAME} and {PASSWORD} say who signs in; one is not set")
    chromium = find_browser(environment)
    if chromium is None:
        raise LookError("there is no Chromium here: apt-get install chromium")
    try:
        from collective.eloket.catalogue.usable import look
    except ImportError:
        raise LookError("this needs pip install 'collective.eloket[axe]'") from None
    return look.look(document, look.Editor(name, password), chromium).lines


def find_browser(environment: Mapping[str, str]) -> str | None:
    """Return where Chromium is, None when there is none."""
    wanted = environment.get(BROWSER)
    path = environment.get("PATH")
    names = (wanted,) if wanted else BROWSERS
    found = (shutil.which(name, path=path) for name in names)
    return next((one for one in found if one), None)


def tell(found: Mapping[str, Sequence[str]]) -> None:
    """Say it, one line per place."""
    for address, lines in found.items():
        sys.stdout.write(f"{address}: {len(lines) or 'nothing'} found\n")
        sys.stdout.writelines(f"  {line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
