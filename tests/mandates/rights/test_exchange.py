"""Rights by GenericSetup and by code: in and out, all or nothing."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.mandates.rights import builtin
from collective.eloket.mandates.rights import errors
from collective.eloket.mandates.rights import exchange
from collective.eloket.mandates.rights import service
from collective.eloket.mandates.rights import store
from collective.eloket.mandates.rights.files import FILE
from collective.eloket.mandates.rights.files import RightsFileError
from collective.eloket.mandates.rights.files import write
from collective.eloket.mandates.rights.groups import USUAL
from dataclasses import replace
from pathlib import Path
from plone.browserlayer.utils import unregister_layer
from Products.GenericSetup.tests.common import DummyExportContext
from Products.GenericSetup.tests.common import DummyImportContext
from tests.mandates.rights import house
from zope.annotation.interfaces import IAnnotations

import pytest
import re


MANUAL = Path(__file__).parents[3] / "docs/configuration/enterprises.md"
DIMONA = house.application(claim="dimona")
OTHER = house.application("46", rights=(house.right("lezer"),))


@pytest.fixture
def site(portal, integration):
    return portal


def import_file(site, content, purge=False):
    context = DummyImportContext(site, purge=purge)
    context._files[FILE] = content
    exchange.import_rights(context)


def export_file(site):
    context = DummyExportContext(site)
    exchange.export_rights(context)
    return {name: content for name, content, _type in context._wrote}.get(FILE)


def numbers() -> list[str]:
    return [one.number for one in service.own_applications()]


def test_a_profile_without_the_file_changes_nothing(site):
    service.set_all([DIMONA])
    exchange.import_rights(DummyImportContext(site, purge=True))
    assert service.own_applications() == [DIMONA]


def test_what_a_site_exports_another_imports(site):
    service.set_all([DIMONA, OTHER])
    content = export_file(site)
    service.set_all([])
    assert export_file(site) is None
    import_file(site, content.decode())
    assert service.own_applications() == [DIMONA, OTHER]
    assert export_file(site) == content


def test_what_the_file_does_not_name_stays_unless_it_purges(site):
    service.set_all([DIMONA])
    import_file(site, write([OTHER]))
    assert numbers() == ["45", "46"]
    import_file(site, write([OTHER]), purge=True)
    assert numbers() == ["46"]
    import_file(site, b'<eloket-rights purge="true"/>')
    assert numbers() == []


def codes() -> tuple[str, ...]:
    return service.book().group_codes


def test_target_groups_that_a_site_exports_another_imports(site):
    service.set_all([], [*USUAL[:2], replace(USUAL[2], public=False), house.group()])
    content = export_file(site)
    before = service.book().groups
    service.set_all([], USUAL)
    assert export_file(site) is None
    import_file(site, content)
    assert service.book().groups == before
    assert export_file(site) == content


def test_target_groups_stay_unless_the_file_says_otherwise(site):
    service.set_all([], [*USUAL, house.group()])
    import_file(site, write([DIMONA], [house.group("YY")]))
    assert codes() == ("BUR", "GID", "LB", "OV", "EA", "VER", "XX", "YY")
    import_file(site, write([DIMONA], (), ["XX", "GID"]))
    assert codes() == ("BUR", "LB", "OV", "EA", "VER", "YY")
    import_file(site, write([DIMONA], [house.group()]), purge=True)
    assert codes() == ("BUR", "GID", "LB", "OV", "EA", "VER", "XX")
    import_file(site, b'<eloket-rights purge="true"/>')
    assert service.book().groups == USUAL


@pytest.mark.parametrize(
    ("groups", "removed", "line", "words"),
    [
        ((), ["EA"], 1, "application '45', right 'medewerker', groups: Choose one"),
        ((), ["BUR"], 3, "citizens are a target group everywhere"),
        (("ea",), [], 3, "target group 'ea', code: Capital letters"),
    ],
    ids=["in use", "citizens", "code"],
)
def test_no_target_group_changes_when_something_is_wrong(
    site, groups, removed, line, words
):
    service.set_all([DIMONA])
    with pytest.raises(RightsFileError) as refused:
        import_file(site, write([], map(house.group, groups), removed))
    (problem,) = refused.value.problems
    assert problem[0] == line
    assert problem[1].startswith(words)
    assert service.book().groups == USUAL


def test_an_application_is_as_the_file_says_in_its_place(site):
    service.set_all([DIMONA, OTHER])
    changed = replace(DIMONA, claim="", rights=())
    import_file(site, write([changed]))
    assert service.own_applications() == [changed, OTHER]


def test_an_application_goes_by_the_file(site):
    service.set_all([DIMONA, OTHER])
    goes = b'<eloket-rights><application number="45" remove="true"/></eloket-rights>'
    import_file(site, goes)
    assert numbers() == ["46"]
    import_file(site, goes)
    assert numbers() == ["46"]


def test_it_is_recorded_once(site):
    since = utcnow()
    import_file(site, write([DIMONA]))
    import_file(site, write([DIMONA]))
    entries = [row.entry for row in audit.find(since=since)]
    rows = [one for one in entries if one.action == "rights.import"]
    assert {row.role for row in rows} == {"manager"}
    assert len([row for row in rows if row.outcome == "attempted"]) == 1


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        (replace(DIMONA, number="x"), 3, "application 'x', number: "),
        (
            replace(DIMONA, rights=(house.right(groups=("XX",)),)),
            8,
            "application '45', right 'medewerker', groups: Choose one",
        ),
        (builtin.USER_MANAGEMENT, 3, "application 0 is built in"),
    ],
    ids=["number", "group", "built in"],
)
def test_nothing_changes_when_something_is_wrong(site, wrong, line, words):
    service.set_all([OTHER])
    with pytest.raises(RightsFileError) as refused:
        import_file(site, write([wrong]))
    (problem,) = refused.value.problems
    assert problem[0] == line
    assert problem[1].startswith(words)
    assert service.own_applications() == [OTHER]


def test_a_problem_with_what_was_there_before_is_told_at_the_top(site):
    service.set_all([OTHER])
    file = write([replace(DIMONA, rights=OTHER.rights)])
    with pytest.raises(RightsFileError) as refused:
        import_file(site, file)
    assert [line for line, _words in refused.value.problems] == [1, 8]


def test_a_site_without_the_e_loket_is_refused(site):
    unregister_layer("collective.eloket")
    with pytest.raises(RightsFileError, match="not in this site"):
        import_file(site, write([DIMONA]))


def test_the_example_of_the_manual_can_be_imported(site):
    (example,) = re.findall(r"```xml\n(<\?xml.*?)```", MANUAL.read_text(), re.DOTALL)
    import_file(site, example)
    assert service.get_right("dimona-medewerker").contexts


class TestService:
    """Changes by the panel."""

    def test_an_application_is_added_changed_and_taken_away(self, site):
        assert service.set_application(DIMONA) == []
        assert service.set_application(OTHER) == []
        changed = replace(DIMONA, number="47")
        assert service.set_application(changed, former="45") == []
        assert service.own_applications() == [changed, OTHER]
        service.delete_application("47")
        assert service.own_applications() == [OTHER]

    def test_a_right_is_added_changed_and_taken_away(self, site):
        service.set_all([DIMONA, OTHER])
        schrijver = house.right("schrijver")
        assert service.set_right("45", schrijver) == []
        changed = replace(schrijver, code="auteur")
        assert service.set_right("45", changed, former="schrijver") == []
        assert service.get_application("45").rights == (*DIMONA.rights, changed)
        service.delete_right("auteur")
        assert service.own_applications() == [DIMONA, OTHER]

    def test_what_is_wrong_is_not_kept(self, site):
        service.set_all([DIMONA])
        assert service.set_application(DIMONA)
        assert service.set_right("45", house.right())
        assert service.set_right("45", house.right("a b"))
        assert service.own_applications() == [DIMONA]

    def test_a_target_group_is_added_changed_and_taken_away(self, site):
        service.set_all([DIMONA])
        assert service.set_group(house.group(), is_new=True) == []
        changed = house.group(public=True)
        assert service.set_group(changed, is_new=False) == []
        assert service.get_group("XX") == changed
        assert service.own_applications() == [DIMONA]
        service.delete_application("45")
        assert service.get_group("XX") == changed
        assert service.set_group(changed, is_new=True)
        assert codes().count("XX") == 1
        service.delete_group("XX")
        assert service.book().groups == USUAL
        assert store.BOOK not in IAnnotations(site)

    def test_a_target_group_with_a_right_stays_until_that_is_gone(self, site):
        service.set_all([DIMONA])
        with pytest.raises(errors.GroupInUseError):
            service.delete_group("VER")
        assert "VER" in codes()
        service.delete_right("medewerker")
        service.delete_group("VER")
        assert "VER" not in codes()
        # nobody manages an organisation of a group that is not there
        assert "VER" not in service.get_right(builtin.LOCAL_MANAGER).groups
        assert service.set_right("45", house.right())
        assert service.set_right("45", house.right(groups=("EA",))) == []

    @pytest.mark.parametrize(
        ("act", "refusal"),
        [
            (lambda: service.get_application("46"), errors.ApplicationUnknownError),
            (lambda: service.get_application(46), errors.ApplicationUnknownError),
            (lambda: service.get_right("x"), errors.RightUnknownError),
            (lambda: service.get_right(None), errors.RightUnknownError),
            (
                lambda: service.set_application(OTHER, former="47"),
                errors.ApplicationUnknownError,
            ),
            (
                lambda: service.set_right("46", house.right()),
                errors.ApplicationUnknownError,
            ),
            (
                lambda: service.set_right("45", house.right("a"), former="b"),
                errors.RightUnknownError,
            ),
            (lambda: service.delete_application("46"), errors.ApplicationUnknownError),
            (lambda: service.delete_right("x"), errors.RightUnknownError),
            (lambda: service.delete_application("0"), errors.BuiltInError),
            (lambda: service.delete_right("lokale-beheerder"), errors.BuiltInError),
            (
                lambda: service.set_application(builtin.USER_MANAGEMENT),
                errors.BuiltInError,
            ),
            (
                lambda: service.set_application(OTHER, former="0"),
                errors.BuiltInError,
            ),
            (lambda: service.set_right("0", house.right("a")), errors.BuiltInError),
            (lambda: service.get_group("XX"), errors.GroupUnknownHereError),
            (lambda: service.get_group(None), errors.GroupUnknownHereError),
            (
                lambda: service.set_group(house.group(), is_new=False),
                errors.GroupUnknownHereError,
            ),
            (lambda: service.delete_group("XX"), errors.GroupUnknownHereError),
            (lambda: service.delete_group("BUR"), errors.CitizensStayError),
        ],
    )
    def test_it_is_refused(self, site, act, refusal):
        service.set_all([DIMONA])
        with pytest.raises(refusal):
            act()
        assert service.own_applications() == [DIMONA]
        assert service.book().groups == USUAL

    @pytest.mark.parametrize(
        ("known", "named", "is_right"),
        [
            ((), (), True),
            ((), ("zorg",), False),
            (("zorg", "economie"), ("zorg",), True),
            (("zorg", "economie"), ("zorg", "economie"), True),
            (("zorg",), (), False),
            (("zorg",), ("zorg", "other"), False),
        ],
    )
    def test_contexts_are_those_of_the_right(self, known, named, is_right):
        right = house.right(contexts=tuple(map(house.context, known)))
        if is_right:
            service.check_contexts(right, named)
        else:
            with pytest.raises(errors.ContextUnknownError):
                service.check_contexts(right, named)


def test_nothing_is_kept_of_nothing(site):
    service.set_all([DIMONA])
    assert store.BOOK in IAnnotations(site)
    service.set_all([])
    assert store.BOOK not in IAnnotations(site)
