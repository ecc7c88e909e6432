"""No page of ours holds script or style: a strict Content-Security-Policy holds."""

from pathlib import Path

import pytest
import re


SOURCE = Path(__file__).parents[2] / "src" / "collective" / "eloket"
#: Script that is no link to a file and no data, style in a page, or a handler.
INLINE = re.compile(
    r"<script(?![^>]*\b(src=|type=\"application/json\"))"
    r"|<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:",
    re.IGNORECASE,
)
TEMPLATES = sorted(
    path.relative_to(SOURCE).as_posix()
    for path in SOURCE.rglob("*.pt")
    # letters are printed, not shown by a browser
    if "letters" not in path.parts
)


def test_there_are_templates():
    assert len(TEMPLATES) > 60
    assert any("card_form" in name for name in TEMPLATES)


@pytest.mark.parametrize(
    "markup, is_inline",
    [
        ("<script>alert(1)</script>", True),
        ("<script defer>x</script>", True),
        ('<script\n  src="x.js"></script>', False),
        ('<script type="application/json">{}</script>', False),
        ('<a onclick="x()">', True),
        ('<p style="color:red">', True),
        ("<style>p {}</style>", True),
        ('<a href="javascript:x()">', True),
        ('<input name="on" data-el-on="x" />', False),
    ],
)
def test_what_stands_in_a_page_is_told(markup, is_inline):
    assert bool(INLINE.search(markup)) is is_inline


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_script_and_no_style_stands_in_a_page(name):
    text = (SOURCE / name).read_text(encoding="utf-8")
    assert INLINE.findall(text) == []
