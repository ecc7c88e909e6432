"""The language of letters: what it takes, and all that it refuses."""

from collective.eloket.documents.renderer import LetterRenderer
from collective.eloket.documents.texts import errors
from collective.eloket.documents.texts.language import filled
from collective.eloket.documents.texts.language import LONGEST
from collective.eloket.documents.texts.language import read
from collective.eloket.documents.texts.language import TAGS
from tests.documents.letters import letter
from tests.documents.reading import ReadPdf

import pytest


FIELDS = {"naam", "antwoorden", "antwoord.reden"}
GOOD = (
    "<h2>Verklaring</h2><p>Wij verklaren dat <strong>{{naam}}</strong> hier woont,"
    "<br>omdat {{ antwoord.reden }}.</p>{{antwoorden}}<ul><li>A &amp; B</li></ul>"
)


def test_a_good_text_is_filled_in():
    values = {"naam": "Noor", "antwoord.reden": "eerst\ndan"}
    assert filled(GOOD, values, {"antwoorden": "<table></table>"}) == (
        "<h2>Verklaring</h2><p>Wij verklaren dat <strong>Noor</strong> hier woont,"
        "<br>omdat eerst<br>dan.</p><table></table><ul><li>A &amp; B</li></ul>"
    )


def test_every_tag_is_taken():
    for tag in set(TAGS) - {"br"}:
        assert filled(f"<{tag}>x</{tag}>", {}, {}) == f"<{tag}>x</{tag}>"


def test_what_people_typed_is_no_markup_and_no_field():
    said = "<script>alert(1)</script> {{naam}} & <b>"
    found = filled("<p>{{x}}</p>", {"x": said, "naam": "Noor"}, {})
    assert "<script>" not in found
    assert "Noor" not in found
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{naam}} &amp; &lt;b&gt;" in found


def test_a_field_that_is_gone_is_empty():
    assert filled("<p>a{{antwoord.weg}}b</p>", {}, {}) == "<p>ab</p>"


def test_what_an_editor_wrote_as_a_letter_stays_one():
    assert filled("<p>1 &lt; 2 &#x3c;script&#x3e;</p>", {}, {}) == (
        "<p>1 &lt; 2 &lt;script&gt;</p>"
    )


REFUSED = {
    "script": ("<script>alert(1)</script>", errors.TagRefusedError),
    "style": ("<style>p{}</style>", errors.TagRefusedError),
    "image": ("<img src='file:///etc/passwd'>", errors.TagRefusedError),
    "link": ("<link rel='attachment' href='x'>", errors.TagRefusedError),
    "anchor": ("<a href='https://x.example'>x</a>", errors.TagRefusedError),
    "object": ("<object data='x'></object>", errors.TagRefusedError),
    "iframe": ("<iframe src='x'></iframe>", errors.TagRefusedError),
    "drawing": ("<svg><image href='x'/></svg>", errors.TagRefusedError),
    "base": ("<base href='file:///'>", errors.TagRefusedError),
    "meta": ("<meta http-equiv='refresh'>", errors.TagRefusedError),
    "heading of ours": ("<h1>x</h1>", errors.TagRefusedError),
    "whole page": ("<html><body>x</body></html>", errors.TagRefusedError),
    "template tag": ("<tal:block content='x' />", errors.TagRefusedError),
    "macro tag": ("<metal:x use-macro='y'></metal:x>", errors.TagRefusedError),
    "end of our page": ("</main><p>x</p>", errors.TagRefusedError),
    "big letters": ("<SCRIPT>x</SCRIPT>", errors.TagRefusedError),
    "TALES": ("<p tal:content='python:1'>x</p>", errors.AttributeRefusedError),
    "i18n": ("<p i18n:translate=''>x</p>", errors.AttributeRefusedError),
    "style attribute": (
        "<p style='background:url(file:///etc/passwd)'>x</p>",
        errors.AttributeRefusedError,
    ),
    "event": ("<p onclick='x'>x</p>", errors.AttributeRefusedError),
    "class": ("<p class='x'>x</p>", errors.AttributeRefusedError),
    "field as attribute": ("<p {{naam}}>x</p>", errors.AttributeRefusedError),
    "attribute of a void tag": ("<br id='x'/>", errors.AttributeRefusedError),
    "comment": ("<!-- x -->", errors.MarkupRefusedError),
    "conditional comment": ("<!--[if IE]><p><![endif]-->", errors.MarkupRefusedError),
    "doctype": ("<!DOCTYPE html>", errors.MarkupRefusedError),
    "entity": ("<!ENTITY x SYSTEM 'file:///etc/passwd'>", errors.MarkupRefusedError),
    "cdata": ("<![CDATA[x]]>", errors.MarkupRefusedError),
    "instruction": ("<?python x ?>", errors.MarkupRefusedError),
    "not closed": ("<p>x", errors.TagUnclosedError),
    "not opened": ("x</p>", errors.TagUnclosedError),
    "crossed": ("<p><strong>x</p></strong>", errors.TagUnclosedError),
    "unknown field": ("<p>{{rijksregisternummer}}</p>", errors.FieldUnknownError),
    "path": ("<p>{{naam.__class__}}</p>", errors.FieldUnknownError),
    "call": ("<p>{{naam()}}</p>", errors.ExpressionRefusedError),
    "index": ("<p>{{naam[0]}}</p>", errors.ExpressionRefusedError),
    "filter": ("<p>{{naam|safe}}</p>", errors.ExpressionRefusedError),
    "underscore": ("<p>{{_naam}}</p>", errors.ExpressionRefusedError),
    "open braces": ("<p>{{naam</p>", errors.ExpressionRefusedError),
    "closed braces": ("<p>naam}}</p>", errors.ExpressionRefusedError),
    "field across tags": ("<p>{{<em>naam</em>}}</p>", errors.ExpressionRefusedError),
    "statement": ("<p>{% include 'x' %}</p>", errors.ExpressionRefusedError),
    "chameleon": ("<p>${open('/etc/passwd')}</p>", errors.ExpressionRefusedError),
    "erb": ("<p><%= x %></p>", errors.LetterTextError),
    "braces by their number": (
        "<p>&#123;&#123;x y}}</p>",
        errors.ExpressionRefusedError,
    ),
    "too long": ("x" * (LONGEST + 1), errors.LetterTextTooLongError),
}


@pytest.mark.parametrize("text, refusal", REFUSED.values(), ids=REFUSED.keys())
def test_is_refused(text, refusal):
    with pytest.raises(refusal):
        read(text, FIELDS)


#: A field that is not in the list is empty in a letter: its question went since.
ALSO_LATER = {
    id: text
    for id, (text, refusal) in REFUSED.items()
    if refusal is not errors.FieldUnknownError
}


@pytest.mark.parametrize("text", ALSO_LATER.values(), ids=ALSO_LATER.keys())
def test_is_refused_too_when_it_came_by_another_road(text):
    with pytest.raises(errors.LetterTextError):
        filled(text, {}, {})


@pytest.mark.parametrize(
    "tail", ["<", "<p", "</", "<!", "<!-", "<?", "&", "&#", "<a b="]
)
def test_what_is_cut_off_is_no_markup(tail):
    try:
        found = filled(f"<p>x</p>{tail}", {}, {})
    except errors.LetterTextError:
        return
    assert "<" not in found.removeprefix("<p>x</p>")


def test_the_letter_says_it_and_stays_tagged():
    body = filled(GOOD, {"naam": "Noor", "antwoord.reden": "dus"}, {"antwoorden": ""})
    read_pdf = ReadPdf(LetterRenderer().render(letter(body=body)))
    assert "Wij verklaren dat Noor hier woont" in " ".join(read_pdf.text.split())
    assert "bevestigt het volgende" not in read_pdf.text
    assert {"/H1", "/H2", "/P", "/L", "/LI"} <= set(read_pdf.tags)
