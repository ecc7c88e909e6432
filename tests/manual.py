"""``make manual``: the manual as pages with pictures, which browser journeys took.

A picture has a name and nothing else: a journey calls ``picture(page, "taken")``, and a
page of docs/manual says ``![…](pictures/taken.png)``. Nothing of it is kept in the
repository; see docs/developers/decisions/screenshots.md.
"""

from collections import Counter
from collections.abc import Iterator
from markdown_it import MarkdownIt
from pathlib import Path

import ast
import re
import sys


ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "manual"
JOURNEYS = ROOT / "tests" / "browser"
BUILT = ROOT / "var" / "manual"

#: A picture as the manual names it: alternative text, name.
PICTURE = re.compile(r"!\[([^\]]*)\]\(pictures/([a-z][a-z0-9-]*)\.png\)")
#: A link to another page of the manual.
TO_PAGE = re.compile(r'href="([a-z-]+)\.md(#[^"]*)?"')

WHOLE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 46rem; margin: 0 auto; padding: 1rem; font: 17px/1.6 sans-serif; }}
img {{ max-width: 100%; border: 1px solid #ccc; }}
table {{ border-collapse: collapse; }}
td, th {{ padding: .375rem .75rem; border: 1px solid #ccc; }}
td, th {{ text-align: left; vertical-align: top; }}
code {{ overflow-wrap: anywhere; }}
</style>
</head>
<body>
<nav aria-label="Manual"><ul>
{links}
</ul></nav>
<main>
{text}
</main>
</body>
</html>
"""


def pages() -> list[Path]:
    """Return the pages of the manual, by name."""
    return sorted(PAGES.glob("*.md"))


def named() -> list[tuple[str, str]]:
    """Return the pictures that the manual names: (name, alternative text)."""
    return [
        (name, words)
        for page in pages()
        for words, name in PICTURE.findall(page.read_text(encoding="utf-8"))
    ]


def taken() -> Counter[str]:
    """Return the names of the pictures that journeys take, each with how often.

    :raises ValueError: a name is not written out where it is taken.
    """
    return Counter(name for path in journeys() for name in taken_in(path))


def journeys() -> list[Path]:
    """Return the files of journeys that take pictures for the manual."""
    found = sorted(JOURNEYS.glob("test_*.py"))
    return [path for path in found if any(taken_in(path))]


def taken_in(path: Path) -> Iterator[str]:
    """Yield the names of the pictures that a file takes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = isinstance(node, ast.Call) and getattr(node.func, "id", None)
        if called == "picture":
            name = node.args[1]
            if not isinstance(name, ast.Constant):
                raise ValueError(f"{path.name}:{node.lineno}: a name is a plain text")
            yield name.value


def title_of(text: str) -> str:
    """Return the title of a page."""
    return text.partition("\n")[0].removeprefix("# ").strip()


def rendered(text: str, titles: dict[str, str]) -> str:
    """Return a page as HTML; ``titles`` are the names and titles of all pages."""
    links = "\n".join(
        f'<li><a href="{name}.html">{title}</a></li>' for name, title in titles.items()
    )
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    body = TO_PAGE.sub(r'href="\1.html\2"', body)
    return WHOLE.format(title=title_of(text), links=links, text=body)


def build() -> int:
    """Write the pages beside their pictures; 1 when a picture was not taken."""
    missing = [
        name
        for name, _words in named()
        if not (BUILT / "pictures" / f"{name}.png").is_file()
    ]
    texts = {page.stem: page.read_text(encoding="utf-8") for page in pages()}
    titles = {name: title_of(text) for name, text in texts.items()}
    BUILT.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (BUILT / f"{name}.html").write_text(rendered(text, titles), encoding="utf-8")
    for name in missing:
        sys.stderr.write(f"no journey took pictures/{name}.png\n")
    sys.stdout.write(f"{BUILT.relative_to(ROOT)}: {', '.join(texts)}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["journeys"]:
        sys.stdout.write(" ".join(str(path.relative_to(ROOT)) for path in journeys()))
    else:
        sys.exit(build())
