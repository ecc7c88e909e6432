"""Texts: source → locales/collective.eloket.pot → one .po per language, and checks."""

from pathlib import Path
from tempfile import TemporaryDirectory

import re
import subprocess
import sys


ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "collective" / "eloket"
LOCALES = ROOT / "locales"
DOMAIN = "collective.eloket"
POT = LOCALES / f"{DOMAIN}.pot"
LANGUAGES = ("nl", "fr", "de", "en")
# profiles too: the link to them in the source is not followed
PLACES = (str(SOURCE), str(ROOT / "profiles"))
#: How i18ndude and zope.tal name a message that has another default elsewhere.
TWICE = r"msgid '(?:b')?([^']+)'+ in .*already exists with a different default"


def po_of(language: str) -> Path:
    """Return the file of a language."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def i18ndude(*arguments: str) -> str:
    """Run i18ndude; return what it says, warnings too."""
    command = [str(Path(sys.executable).parent / "i18ndude"), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout + done.stderr


def sync() -> None:
    """Bring all texts of the source into the .pot and the .po files."""
    for language in LANGUAGES:
        po_of(language).parent.mkdir(parents=True, exist_ok=True)
        if not po_of(language).exists():
            po_of(language).write_text(header(language), encoding="utf-8")
    i18ndude("rebuild-pot", "--pot", str(POT), "--create", DOMAIN, *PLACES)
    i18ndude("sync", "--pot", str(POT), *(str(po_of(name)) for name in LANGUAGES))
    for path in (POT, *(po_of(name) for name in LANGUAGES)):
        text = path.read_text(encoding="utf-8")
        path.write_text(without_noise(text), encoding="utf-8")


def header(language: str) -> str:
    """Return an empty .po file."""
    return (
        'msgid ""\nmsgstr ""\n'
        f'"Language-Code: {language}\\n"\n'
        f'"Domain: {DOMAIN}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
    )


def without_noise(text: str) -> str:
    """Return a file without dates and places, which change by themselves."""
    lines = text.splitlines()
    marks = ("#, fuzzy", "#:", '"POT-Creation-Date', '"PO-Revision-Date', '"Report-M')
    return "\n".join(line for line in lines if not line.startswith(marks)) + "\n"


def messages(path: Path) -> dict[str, str]:
    """Return msgid → msgstr of a file."""
    found: dict[str, str] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        parts = re.findall(
            r'^(msgid|msgstr) ((?:"(?:[^"\\]|\\.)*"\n?)+)', block + "\n", re.M
        )
        values = {kind: joined(text) for kind, text in parts}
        if values.get("msgid"):
            found[values["msgid"]] = values.get("msgstr", "")
    return found


def joined(text: str) -> str:
    """Return the text of one or more quoted lines."""
    lines = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
    return "".join(lines).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def missing() -> dict[str, list[str]]:
    """Return language → messages without words; English stands in the source."""
    wanted = messages(POT)
    found = {}
    for language in LANGUAGES[:-1]:
        known = messages(po_of(language))
        found[language] = [name for name in wanted if not known.get(name)]
    return found


def written() -> tuple[set[str], list[str]]:
    """Return the messages that the source has now, and those with two defaults.

    One name with two English texts would get the words of one of them everywhere.
    """
    with TemporaryDirectory() as folder:
        pot = Path(folder) / "now.pot"
        said = i18ndude("rebuild-pot", "--pot", str(pot), "--create", DOMAIN, *PLACES)
        return set(messages(pot)), sorted(set(re.findall(TWICE, said)))


def check() -> int:
    """Say what is not translated or not marked; 1 when there is anything."""
    failed = False
    for language, names in missing().items():
        if names:
            failed = True
            print(f"{language}: {len(names)} messages without words: {names[:8]}")
    now, twice = written()
    if twice:
        failed = True
        print(f"messages with more than one default: {twice}")
    if now != set(messages(POT)):
        failed = True
        print(f"run make i18n: {sorted(now ^ set(messages(POT)))[:8]}")
    templates = [str(path) for path in SOURCE.rglob("*.pt")]
    said = i18ndude("find-untranslated", "-n", *templates)
    if said.strip():
        failed = True
        print(said)
    return int(failed)


if __name__ == "__main__":
    if sys.argv[1:] == ["sync"]:
        sync()
    else:
        sys.exit(check())
