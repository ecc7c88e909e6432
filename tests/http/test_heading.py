from collective.eloket.http import heading
from collective.eloket.interfaces import IEloketLayer
from plone.transformchain.interfaces import ITransform
from tests.http.requests import request
from zope.component import getAdapters
from zope.interface import alsoProvides

import pytest


#: What sets pieces in, and what only looks at the header.
LATER = {"collective.eloket.late", "collective.eloket.caching"}
PAGE = """<html><head><title>
  el-late-title &mdash; Testegem</title></head>
<body><h1>Logo</h1>{}<p>el-late-title</p></body></html>"""
HEADED = PAGE.format('<h1 class="documentFirstHeading" id="a">{}</h1>')


def title_of(page, failed=False, encoding="utf-8"):
    asked = request()
    heading.title_from_heading(asked, "E-loket <b>", failed)
    transform = heading.HeadingTitle(None, asked)
    found = transform.transformIterable([page.encode(encoding)], encoding)
    title = found.decode(encoding).partition("<title>")[2].partition("</title>")[0]
    assert "<p>el-late-title</p>" in found.decode(encoding)
    return title.strip()


@pytest.mark.parametrize(
    "written, title",
    [
        ("Taken", "Taken"),
        ("\n  Mijn\n taken  ", "Mijn taken"),
        ("Gezin van <b>Zoë</b>", "Gezin van Zoë"),
        ("1 &lt; 2 &amp; \\1", "1 &lt; 2 &amp; \\1"),
        ("", "E-loket &lt;b&gt;"),
    ],
)
def test_the_window_is_called_what_the_page_is_headed(written, title):
    assert title_of(HEADED.format(written)) == f"{title} &mdash; Testegem"


def test_a_page_without_a_heading_is_called_as_its_content():
    assert title_of(PAGE.format("")) == "E-loket &lt;b&gt; &mdash; Testegem"


def test_a_page_that_failed_says_so():
    found = title_of(HEADED.format("Aanvraag"), failed=True)
    assert found == "Error: Aanvraag &mdash; Testegem"


def test_letters_that_the_page_cannot_write_are_numbers():
    found = title_of(HEADED.format("Zoë"), encoding="iso-8859-1")
    assert found == "Zoë &mdash; Testegem"


@pytest.mark.parametrize(
    "way, body", [("transformBytes", HEADED.encode()), ("transformUnicode", HEADED)]
)
def test_a_page_in_one_part_is_known_too(way, body):
    asked = request()
    transform = heading.HeadingTitle(None, asked)
    assert getattr(transform, way)(body, "utf-8") is None
    heading.title_from_heading(asked, "E-loket", False)
    assert b"{} &mdash; Testegem</title>" in getattr(transform, way)(body, "utf-8")


def test_it_comes_after_all_that_read_the_page_but_the_pieces(integration):
    asked = integration["request"]
    alsoProvides(asked, IEloketLayer)
    found = dict(getAdapters((object(), asked), ITransform))
    ours = found.pop("collective.eloket.heading")
    assert isinstance(ours, heading.HeadingTitle)
    later = [name for name, each in found.items() if each.order >= ours.order]
    assert set(later) <= LATER
