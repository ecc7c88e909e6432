"""What an editor is told before a document is on offer, and how they try it."""

from collective.eloket.catalogue import checking
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.sources import NAMESPACE
from plone import api
from tests.catalogue.house import make_desk

import pytest
import transaction


EASYFORM = "http://namespaces.plone.org/supermodel/easyform"
HEAD = (
    '<model xmlns="http://namespaces.plone.org/supermodel/schema" '
    f'xmlns:eloket="{NAMESPACE}" xmlns:easyform="{EASYFORM}"><schema>'
)
TAIL = "</schema></model>"


def form(*fields: str) -> str:
    """Return the model of a form."""
    return HEAD + "".join(fields) + TAIL


def line(title="Waarom?", more="", inner=""):
    """Return a question."""
    return (
        f'<field name="why" type="zope.schema.TextLine" {more}>'
        f"<title>{title}</title>{inner}</field>"
    )


CHOICE = (
    '<field name="why" type="zope.schema.Choice"><title>Waarom?</title>'
    '<values><element key="a"> </element></values></field>'
)
FLOAT = '<field name="why" type="zope.schema.Float"><title>Hoeveel?</title></field>'
OPEN = "<required>False</required>"

#: form, fields of the document → the one finding, and whether it blocks.
FOUND = {
    "no law": (form(line()), {"legal_basis": ""}, checking.MISSING, True),
    "no clerks": (form(line()), {"clerk_group": None}, checking.NO_CLERKS, False),
    "lost clerks": (form(line()), {"clerk_group": "x"}, checking.LOST_CLERKS, False),
    "no members": (form(line()), {"clerk_group": "leeg"}, checking.NO_MEMBERS, False),
    "no summary": (form(line()), {"description": " "}, checking.NO_SUMMARY, False),
    "no questions": (form(), {}, checking.NO_QUESTIONS, False),
    "no words": (form(line(title=" ")), {}, checking.NO_LABEL, True),
    "no words in a choice": (form(CHOICE), {}, checking.EMPTY_CHOICE, True),
    "unknown kind": (
        form(line(), FLOAT.replace("why", "x")),
        {},
        checking.UNKNOWN_KIND,
        False,
    ),
    "hidden and required": (
        form(line(more='easyform:THidden="True"')),
        {},
        checking.HIDDEN,
        True,
    ),
    "hidden by the browser": (
        form(line(more='easyform:depends_on="x:True"')),
        {},
        checking.HIDDEN,
        True,
    ),
    "hidden and open": (
        form(line(more='easyform:THidden="True"', inner=OPEN)),
        {},
        checking.NOT_RUN,
        False,
    ),
    "an expression": (
        form(line(more='easyform:TDefault="python:1"')),
        {},
        checking.NOT_RUN,
        False,
    ),
    "unknown source": (
        form(line(more='eloket:source="shoe_size"')),
        {},
        checking.UNKNOWN_SOURCE,
        False,
    ),
    "level too low": (
        form(line(more='eloket:source="family_name"')),
        {"level": "low"},
        checking.LEVEL_LOW,
        False,
    ),
    "nobody signs in and nothing is printed": (
        form(line()),
        {"level": "none", "channels": ["post"], "outcome": "report"},
        checking.NO_PAPER,
        False,
    ),
    "nobody signs in and nothing can leave": (
        form(line()),
        {"level": "none", "channels": ["download"]},
        checking.NO_WAY,
        False,
    ),
    "a form that cannot be read": ("<model", {}, checking.MISSING, True),
}
GOOD = {
    "description": "Bewijst iets.",
    "legal_basis": "Wet",
    "clerk_group": "vol",
    "level": "substantial",
}


@pytest.fixture
def desk(integration, portal):
    with api.env.adopt_roles(["Manager"]):
        for name in ("leeg", "vol"):
            api.group.create(name, title=name)
        api.user.create(username="lieve", email="l@testegem.example")
        api.group.add_user(groupname="vol", username="lieve")
        yield make_desk(portal)


def make(desk, model, **changes):
    """Make a document."""
    document = api.content.create(
        desk, "OnlineDocument", "nieuw", title="Nieuw", **(GOOD | changes)
    )
    set_fields(document, model)
    return document


@pytest.mark.parametrize("model, changes, words, blocks", FOUND.values(), ids=FOUND)
def test_an_editor_is_told(desk, model, changes, words, blocks):
    (found,) = checking.check_document(make(desk, model, **changes))
    assert (found.text, found.blocks) == (words, blocks)


@pytest.mark.parametrize("level", ["substantial", "high"])
def test_nothing_is_told_of_what_is_right(desk, level):
    model = form(line(more='eloket:source="family_name"'))
    assert checking.check_document(make(desk, model, level=level)) == []


def test_what_blocks_comes_first(desk):
    model = form(FLOAT.replace("why", "x"), line(title=" "))
    found = checking.check_document(make(desk, model))
    assert [one.blocks for one in found] == [True, False]


class TestPage:
    """*Kijk na* shows the list with links, to editors only."""

    def test_lists_what_to_mend(self, served):
        transaction.begin()
        set_fields(served.document, form(line(title=" ")))
        transaction.commit()
        page = served.staff().get(f"{served.url}/nakijken")
        assert page.status_code == 200
        assert "“why” heeft geen woorden" in page.text
        assert f'href="{served.form}/fields"' in page.text
        assert f'href="{served.url}/edit"' in page.text
        assert f"eloket-axe {served.url}" in page.text

    def test_says_since_when_each_version_was_asked(self, served):
        page = served.staff().get(f"{served.url}/nakijken").text
        assert "aantal vragen: 7" in page

    @pytest.mark.parametrize("road", ["nakijken", "probeer"])
    @pytest.mark.parametrize("who", ["stranger", "citizen"])
    def test_is_shut_for_others(self, served, who, road):
        client = getattr(served, who)()
        answer = client.get(f"{served.url}/{road}", allow_redirects=False)
        assert answer.status_code in (302, 401, 403)
