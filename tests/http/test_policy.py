from collective.eloket.http import code
from collective.eloket.http import policy
from collective.eloket.http.policy import marked
from lxml import html
from plone.resource.interfaces import IResourceDirectory
from tests.http.requests import request
from zope.component import getUtility

import pytest


SITE = "https://www.testegem.example"
CODE = ("https://code.example",)


def page_with(piece):
    """A page, read as a theme reads it."""
    return html.fromstring(f"<html><body>{piece}</body></html>")


@pytest.mark.parametrize(
    "address, is_marked",
    [
        (f"{SITE}/++plone++collective.eloket/draft.js", True),
        (f"{SITE}/++webresource++0f3/++plone++static/bundle.min.js", True),
        ("https://code.example/reader.js", True),
        (f"{SITE}/++theme++barceloneta/js/theme.js", True),
        (f"{SITE}/++resource++reader.js?v=1", True),
        (f"{SITE}/++resource++package/reader.js?v=1", True),
        (f"{SITE}/++api++/files/script.js", False),
        (f"{SITE}/++plone++x/%2e%2e/files/script.js", False),
        (f"{SITE}/++plone++x/@@y/z.js", False),
        (f"{SITE}/++webresource++0f3/files/script.js", False),
        (f"{SITE}.evil.example/++plone++x/y.js", False),
        ("https://code.example@evil.example/x.js", False),
        ("", False),
        (f"{SITE}/files/script.js", False),
        (f"{SITE}/files/++plone++x.js", False),
        (f"{SITE}/++plone++x/../files/script.js", False),
        ("https://elsewhere.example/++plone++x.js", False),
        ("https://www.testegem.example.evil.example/++plone++x.js", False),
        ("/files/script.js", False),
        ("//elsewhere.example/x.js", False),
        ("data:text/javascript,alert(1)", False),
    ],
)
def test_only_code_of_packages_gets_the_number(address, is_marked):
    page = page_with(f'<script src="{address}"></script>')
    policy.mark(page, "n1", SITE, CODE)
    assert (page.find(".//script").get("nonce") == "n1") == is_marked


@pytest.mark.parametrize(
    "kind, folder",
    [("theme", "theme"), ("plone", "resource_overrides"), ("plone", "plone")],
)
def test_what_was_put_into_the_site_gets_none(integration, kind, folder):
    path = f"/++{kind}++ours/js/x.js"
    assert code.is_installed(path)
    getUtility(IResourceDirectory, "persistent").makeDirectory(f"{folder}/ours")
    assert not code.is_installed(path)
    assert code.is_installed(f"/++{kind}++theirs/js/x.js")


def test_what_stands_in_the_page_gets_none():
    page = page_with("<script>alert(1)</script>")
    policy.mark(page, "n1", SITE, CODE)
    assert page.find(".//script").get("nonce") is None


def test_a_piece_of_our_own_is_marked_on_our_pages_only():
    piece, asked = '<p>x</p><script defer="defer" src="a.js"></script>', request()
    assert marked(piece, asked) == piece
    policy.protect_page(asked)
    nonce = policy.nonce_of(asked)
    assert f'<script nonce="{nonce}" defer="defer" src="a.js">' in marked(piece, asked)


def test_a_form_cannot_choose_the_number():
    asked = request()
    asked.form["_eloket_nonce"] = "chosen"
    assert policy.nonce_of(asked) is None


def test_the_policy_names_where_forms_and_code_may_go():
    said = policy.policy(
        "n1", {"https://b.example", "https://a.example"}, {"https://c"}
    )
    parts = dict(part.split(" ", 1) for part in said.split("; "))
    assert parts["script-src"] == "'nonce-n1' 'strict-dynamic'"
    assert parts["form-action"] == "'self' https://a.example https://b.example"
    styles = parts["style-src"].split()
    assert (styles[0], styles[-1]) == ("'self'", "https://c")
    assert styles[1:-1] == [
        # of nothing, and of .modal.show{display:block}
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
        "'sha256-l6d7Ti1es8A+XiStdAsg/C1xQKqVHdj4rhfjUkF5dG0='",
    ]
    assert "unsafe" not in said
    assert parts["connect-src"] == "'self' https://c"
    assert (parts["default-src"], parts["base-uri"]) == ("'none'", "'none'")


@pytest.mark.parametrize(
    "address, origin",
    [
        ("https://idp.example/op", "https://idp.example"),
        ("http://localhost:8081/op?x", "http://localhost:8081"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_an_origin_is_scheme_host_and_port(address, origin):
    assert policy.origin_of(address) == origin
