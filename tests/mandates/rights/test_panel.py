"""The panel of applications and rights: list, forms, removal."""

from collective.eloket.audit import service as audit
from collective.eloket.mandates.rights import service
from collective.eloket.mandates.rights.groups import USUAL
from tests.mandates.rights import house
from tests.markup import mark
from tests.markup import read

import pytest
import transaction


NAMES = {
    "name_nl": "Dimona",
    "name_fr": "Dimona fr",
    "name_de": "Dimona de",
    "name_en": "Dimona en",
}


@pytest.fixture
def dimona(els):
    """A site with one application."""
    service.set_all([house.application()])
    transaction.commit()


def own():
    transaction.begin()
    return service.own_applications()


def actors(action: str) -> set[str]:
    return {row.entry.actor for row in audit.find() if row.entry.action == action}


def test_it_shows_what_is_built_in_and_what_a_site_has(els, dimona):
    page = els.get("eloket-rights").text
    assert "Gebruikersbeheer" in page
    assert "Hoofd lokale beheerder" in page
    assert "Dimona nl" in page
    assert "eloket-right?application=45&amp;right=medewerker" in page
    assert "right=lokale-beheerder" not in page


def test_an_application_is_added_and_changed(els):
    answer = els.send("eloket-application", number="45", **NAMES)
    assert answer.status_code == 303
    assert [(one.number, one.names["fr"]) for one in own()] == [("45", "Dimona fr")]
    assert actors("rights.application") == {"els"}
    query = {"application": "45"}
    answer = els.send("eloket-application", query, number="46", claim="dimona")
    assert answer.status_code == 303
    assert [(one.number, one.claim) for one in own()] == [("46", "dimona")]


def test_names_of_applications_and_rights_are_text(els):
    names = {name: mark(name) for name in NAMES}
    els.send("eloket-application", number="45", **names)
    query = {"application": "45"}
    rights = {name: mark(f"right {name}") for name in NAMES}
    els.send("eloket-right", query, code="lezer", groups=["EA"], **rights)
    listed = read(els.get("eloket-rights").text)
    assert names["name_nl"] in listed and rights["name_nl"] in listed
    shown = read(els.get("eloket-application?application=45").text)
    assert all(name in shown for name in names.values())
    shown = read(els.get("eloket-right?application=45&right=lezer").text)
    assert all(name in shown for name in rights.values())


def test_a_right_is_added_and_changed(els, dimona):
    query = {"application": "45"}
    answer = els.send(
        "eloket-right",
        query,
        code="lezer",
        groups=["EA"],
        contexts="a|b|c|d|e",
        **NAMES,
    )
    assert answer.status_code == 303
    right = own()[0].rights[1]
    assert (right.code, right.groups) == ("lezer", ("EA",))
    assert right.context_values == {"a"}
    query["right"] = "lezer"
    answer = els.send("eloket-right", query, representative="true")
    assert answer.status_code == 303
    assert own()[0].rights[1].representative
    assert actors("rights.right") == {"els"}


@pytest.mark.parametrize(
    ("page", "changes"),
    [
        ("eloket-application", {"number": "x"}),
        ("eloket-application", {"name_de": ""}),
        ("eloket-right", {"code": "a b"}),
        ("eloket-right", {"groups": None}),
    ],
)
def test_what_is_wrong_is_told_at_its_field(els, dimona, page, changes):
    before = own()
    query = {"application": "45", "right": "medewerker"}
    answer = els.send(page, query, **changes)
    assert answer.status_code == 400
    (name,) = changes
    field = f"field-{name.replace('_', '-')}"
    assert f'id="{field}-error"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert own() == before


def test_a_right_goes_after_a_question(els, dimona):
    query = {"right": "medewerker"}
    assert els.get("eloket-rights-delete", **query).status_code == 200
    assert own()[0].rights
    assert els.send("eloket-rights-delete", query).status_code == 303
    assert own()[0].rights == ()
    assert actors("rights.delete") == {"els"}


def test_an_application_goes_after_a_question(els, dimona):
    assert els.send("eloket-rights-delete", {"application": "45"}).status_code == 303
    assert own() == []


@pytest.mark.parametrize(
    ("page", "query", "status"),
    [
        ("eloket-application", {"application": "46"}, 404),
        ("eloket-application", {"application": "0"}, 400),
        ("eloket-right", {}, 404),
        ("eloket-right", {"application": "45", "right": "x"}, 404),
        ("eloket-right", {"application": "0", "right": "lokale-beheerder"}, 400),
        ("eloket-rights-delete", {}, 404),
        ("eloket-rights-delete", {"right": "x"}, 404),
        ("eloket-rights-delete", {"group": "XX"}, 404),
        ("eloket-target-group", {"group": "XX"}, 404),
    ],
)
def test_what_is_not_there_or_built_in_is_refused(els, dimona, page, query, status):
    assert els.get(page, **query).status_code == status


@pytest.mark.parametrize("query", [{"right": "lokale-beheerder"}, {"application": "0"}])
def test_what_is_built_in_never_goes(els, query):
    assert els.send("eloket-rights-delete", query).status_code == 400
    assert service.book().find_right("lokale-beheerder")


def test_nothing_goes_by_a_form_from_elsewhere(els, dimona):
    answer = els.post("eloket-rights-delete", {"application": "45"})
    assert answer.status_code == 403
    assert own()


def group_codes() -> tuple[str, ...]:
    transaction.begin()
    return service.book().group_codes


def test_a_target_group_is_added_changed_and_chosen_for_a_right(els, dimona):
    answer = els.send("eloket-target-group", code="XX", **NAMES)
    assert answer.status_code == 303
    page = els.get("eloket-rights").text
    assert "eloket-target-group?group=XX" in page
    assert "eloket-rights-delete?group=XX" in page
    assert actors("rights.group") == {"els"}
    query = {"application": "45", "right": "medewerker"}
    answer = els.send("eloket-right", query, groups=["XX"])
    assert answer.status_code == 303
    assert own()[0].rights[0].groups == ("XX",)
    # it is used, so it stays
    answer = els.send("eloket-rights-delete", {"group": "XX"})
    assert answer.status_code == 409
    assert "Wijzig of verwijder eerst dat recht" in answer.text
    names = {"name_nl": "Ziekenhuizen", "public": "true"}
    assert els.send("eloket-target-group", {"group": "XX"}, **names).status_code == 303
    transaction.begin()
    group = service.get_group("XX")
    assert (group.names["nl"], group.names["fr"], group.public) == (
        "Ziekenhuizen",
        "Dimona fr",
        True,
    )
    assert "Ziekenhuizen" in els.get("eloket-rights").text


def test_a_target_group_goes_after_a_question(els):
    query = {"group": "OV"}
    asked = els.get("eloket-rights-delete", **query).text
    assert "Onderwijs en vorming" in asked
    assert "wie er een beheert, beheert die niet meer" in asked
    assert "OV" in group_codes()
    assert els.send("eloket-rights-delete", query).status_code == 303
    assert "OV" not in group_codes()
    assert actors("rights.delete") == {"els"}


def test_citizens_stay_a_target_group(els):
    assert "eloket-rights-delete?group=BUR" not in els.get("eloket-rights").text
    assert els.send("eloket-rights-delete", {"group": "BUR"}).status_code == 400
    assert "BUR" in group_codes()


@pytest.mark.parametrize(
    ("query", "changes"),
    [({}, {"code": "x"}), ({}, {"code": "EA"}), ({"group": "EA"}, {"name_de": ""})],
)
def test_what_is_wrong_with_a_target_group_is_told_at_its_field(els, query, changes):
    answer = els.send("eloket-target-group", query, **(NAMES | changes))
    assert answer.status_code == 400
    (name,) = changes
    assert f'href="#field-{name.replace("_", "-")}"' in answer.text
    assert group_codes() == tuple(one.code for one in USUAL)


def test_names_of_target_groups_are_text(els):
    names = {name: mark(name) for name in NAMES}
    els.send("eloket-target-group", code="XX", **names)
    assert names["name_nl"] in read(els.get("eloket-rights").text)
    shown = read(els.get("eloket-target-group?group=XX").text)
    assert all(name in shown for name in names.values())
