"""The manual's pictures are taken by journeys, and every one that is taken is shown."""

from pathlib import Path
from tests import manual

import pytest


def test_every_picture_that_the_manual_names_is_taken_and_shown():
    assert {name for name, _words in manual.named()} == set(manual.taken())


def test_each_picture_is_taken_once_and_shown_once():
    shown = [name for name, _words in manual.named()]
    assert len(shown) == len(set(shown))
    assert set(manual.taken().values()) == {1}


@pytest.mark.parametrize("name, words", manual.named())
def test_each_picture_says_in_words_what_is_on_it(name, words):
    assert len(words.split()) >= 4


@pytest.mark.parametrize(
    "page, least",
    [("clerks", 4), ("editors", 4), ("managers", 4), ("asking-for-a-right", 2)],
)
def test_each_reader_sees_pictures(page, least):
    text = (manual.PAGES / f"{page}.md").read_text(encoding="utf-8")
    assert len(manual.PICTURE.findall(text)) >= least


@pytest.mark.parametrize("page", manual.pages(), ids=lambda page: page.stem)
def test_a_page_becomes_html_with_its_pictures(page):
    text = page.read_text(encoding="utf-8")
    html = manual.rendered(text, {"clerks": "For clerks"})
    assert html.count("<img ") == len(manual.PICTURE.findall(text))
    assert '<li><a href="clerks.html">For clerks</a></li>' in html
    assert f"<title>{text.splitlines()[0].removeprefix('# ')}</title>" in html


def test_links_between_pages_lead_to_pages():
    html = manual.rendered("# A\n\n[B](editors.md#x) <script>", {})
    assert 'href="editors.html#x"' in html and "<script>" not in html


@pytest.mark.parametrize("is_taken", [True, False], ids=["taken", "not taken"])
def test_a_picture_that_nobody_took_is_told(tmp_path, monkeypatch, capsys, is_taken):
    built = tmp_path / "manual"
    (built / "pictures").mkdir(parents=True)
    monkeypatch.setattr(manual, "ROOT", tmp_path)
    monkeypatch.setattr(manual, "BUILT", built)
    for name, _words in manual.named():
        if is_taken or name != "taken":
            (built / "pictures" / f"{name}.png").touch()
    assert manual.build() == (0 if is_taken else 1)
    told = capsys.readouterr().err
    assert ("pictures/taken.png" in told) != is_taken
    assert (built / "clerks.html").is_file()


def test_a_name_that_is_put_together_is_refused(tmp_path):
    path = Path(tmp_path / "test_x.py")
    path.write_text('picture(page, f"taken-{width}")\n')
    with pytest.raises(ValueError, match=r"test_x\.py:1"):
        list(manual.taken_in(path))
