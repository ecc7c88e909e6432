"""Rights are given and taken by managers, each within their own organisation."""

from collective.eloket.audit import service as audit
from collective.eloket.audit.model import Choice
from collective.eloket.identity.errors import InvalidOrganisationNumberError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.enterprises import errors
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import managing
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import service
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.rules import Role
from collective.eloket.mandates.enterprises.typed import Period
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.rights.errors import ContextUnknownError
from collective.eloket.mandates.rights.errors import RightUnknownError
from datetime import timedelta
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import HEAD
from tests.mandates.enterprises.house import JAN
from tests.mandates.enterprises.house import KAREL
from tests.mandates.enterprises.house import LOCAL
from tests.mandates.enterprises.house import MAIN
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import OTHERS
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.mandates.enterprises.house import STOPPED
from tests.mandates.enterprises.house import TODAY
from tests.mandates.enterprises.house import WITH

import pytest


DAY = timedelta(days=1)
UNKNOWN = "17073003384"


def held(digits: str, number=BAKERY) -> list[str]:
    """Return what somebody holds today."""
    found = store.find_held(house.key(digits), number.code)
    return [one.right for one in found if one.holds(TODAY)]


def rows(action: str, by) -> list:
    """Return what somebody attempted."""
    entries = [row.entry for row in audit.choose(Choice(actor=by.id))]
    return [
        one for one in entries if (one.action, one.outcome) == (action, "attempted")
    ]


class TestRoles:
    """Seed 002, step 2, and seed 003: who appoints whom."""

    @pytest.mark.seed("002-11")
    def test_a_representative_appoints_a_main_access_manager(self, karel, noor):
        assert house.manager(karel).role is Role.REPRESENTATIVE
        house.give(karel, right=MAIN)
        assert house.manager(noor).role is Role.MAIN

    @pytest.mark.seed("002-12")
    def test_who_appoints_further_ones_and_gives_rights(self, karel, noor):
        house.give(karel, right=MAIN)
        house.give(noor, JAN, right=MAIN)
        house.give(noor, UNKNOWN)
        assert held(JAN) == [MAIN]
        assert held(UNKNOWN) == [PLAIN]

    @pytest.mark.seed("002-09")
    def test_a_representative_gives_rights(self, karel):
        house.give(karel)
        assert held(NOOR) == [PLAIN]

    @pytest.mark.seed("003-34")
    def test_the_access_manager_takes_the_role_and_gives_an_address(self, karel, noor):
        house.give(karel, right=MAIN)
        nameless = house.person(email="")
        with pytest.raises(errors.ManagerEmailNeededError):
            relations.keep(
                BAKERY.code,
                house.key(NOOR),
                relations.WorkRelation("Noor", "Voorbeeld", begin=TODAY),
            )
            giving.give(
                house.manager(noor), house.grant(right=HEAD, persons=(nameless,))
            )
        house.give(noor, right=HEAD)
        assert held(NOOR) == [MAIN, HEAD]
        (contact,) = service.local_managers(house.organisation())
        assert (contact.email, contact.right) == ("noor@bakkerij.example", HEAD)
        assert rows("right.give", noor)

    @pytest.mark.parametrize("right", [MAIN, HEAD, LOCAL, PLAIN])
    def test_a_local_manager_gives_rights_of_applications_only(
        self, karel, noor, right
    ):
        house.give(karel, right=LOCAL)
        if right == PLAIN:
            house.give(noor, JAN, right=right)
        else:
            with pytest.raises(errors.RightNotYoursToGiveError):
                house.give(noor, JAN, right=right)
            assert held(JAN) == []

    def test_a_local_manager_gives_nothing_to_themselves(self, karel, noor):
        house.give(karel, right=LOCAL)
        with pytest.raises(errors.OwnGrantError):
            house.give(noor, NOOR)
        assert held(NOOR) == [LOCAL]

    def test_a_main_access_manager_makes_no_own_term_longer(self, karel, noor, day):
        house.give(karel, right=MAIN, period=Period(TODAY, TODAY + DAY))
        with pytest.raises(errors.OwnGrantError):
            house.give(noor, NOOR, right=MAIN, period=Period(TODAY + 2 * DAY))
        day(TODAY + 2 * DAY)
        with pytest.raises(errors.NotManagerError):
            house.manager(noor)

    @pytest.mark.seed("003-36")
    def test_a_new_manager_takes_the_role_from_the_former_one(self, karel, noor, jan):
        house.give(karel, right=MAIN)
        house.give(noor, right=HEAD)
        house.give(noor, right=PLAIN)
        house.give(karel, JAN, right=MAIN)
        former, own = families.number(NOOR), house.person(JAN)
        giving.take_over(house.manager(jan), former, own)
        assert held(JAN) == [MAIN, HEAD]
        assert held(NOOR) == [PLAIN]
        with pytest.raises(errors.MemberUnknownError):
            giving.take_over(house.manager(jan), families.number(UNKNOWN), own)

    def test_a_local_manager_takes_no_role(self, karel, noor):
        house.give(karel, right=LOCAL)
        house.give(karel, JAN, right=HEAD)
        with pytest.raises(errors.RightNotYoursToGiveError):
            giving.take_over(house.manager(noor), families.number(JAN), house.person())
        assert held(JAN) == [HEAD]


class TestOrganisation:
    """Nobody gives beyond their own organisation."""

    @pytest.mark.parametrize(
        ("number", "refusal"),
        [
            (PRINTER, errors.NotManagerError),
            (STOPPED, errors.NotManagerError),
            (OrganisationNumber("0428364866"), errors.NotManagerError),
        ],
        ids=["another's", "ended", "unknown"],
    )
    def test_a_manager_of_another_one_is_refused(self, karel, number, refusal):
        with pytest.raises(refusal):
            house.give(karel, number=number)
        assert held(NOOR, number) == []
        assert rows("right.give", karel) == []

    def test_who_manages_one_that_ended_is_told_so(self, karel, noor, register):
        house.give(karel, right=MAIN)
        register.found = (house.organisation(active=False),)
        with pytest.raises(errors.OrganisationEndedError):
            house.manager(noor)

    def test_without_a_register_nobody_manages(self, portal, day):
        karel = families.parent("Karel", KAREL)
        with pytest.raises(errors.NotManagerError):
            house.manager(karel)
        assert managing.managed_by(families.session(karel)) == []

    def test_a_silent_register_is_an_error_of_its_own(self, karel, register):
        register.silent = True
        with pytest.raises(errors.EnterpriseRegisterSilentError):
            house.manager(karel)
        with pytest.raises(errors.EnterpriseRegisterSilentError):
            managing.managed_by(families.session(karel))

    def test_a_weak_sign_in_manages_nothing(self, karel):
        weak = families.session(karel, level=AssuranceLevel.LOW)
        with pytest.raises(OnBehalfRefusedError):
            managing.get_manager(weak, BAKERY)
        with pytest.raises(OnBehalfRefusedError):
            managing.managed_by(weak)

    def test_all_that_one_manages_are_told(self, karel, jan, noor, register):
        house.give(karel, JAN, right=LOCAL)
        house.give(jan, KAREL, right=PLAIN, number=PRINTER)
        found = managing.managed_by(families.session(jan))
        assert [(one.code, one.role) for one in found] == [
            (PRINTER.code, Role.REPRESENTATIVE),
            (BAKERY.code, Role.LOCAL),
        ]
        assert managing.managed_by(families.session(noor)) == []
        register.found = (house.organisation(active=False),)
        assert managing.managed_by(families.session(jan)) == []

    def test_users_can_see_who_manages_and_can_be_mailed(self, karel, noor, day):
        house.give(karel, right=MAIN)
        house.give(karel, JAN, right=LOCAL)
        house.give(karel, UNKNOWN)
        organisation = house.organisation()
        found = service.contacts_of(organisation)
        assert {one.right for one in found} == {MAIN, LOCAL}
        (contact,) = service.local_managers(organisation)
        assert (contact.right, contact.email) == (LOCAL, "noor@bakkerij.example")
        day(TODAY - DAY)
        assert service.contacts_of(organisation) == []
        assert service.local_managers(organisation) == []

    def test_a_local_manager_without_an_address_is_none_to_ask(self, karel):
        house.give(karel, right=LOCAL)
        key, relation = relations.get(
            BAKERY.code, store.member_of(BAKERY.code, house.key(NOOR))
        )
        assert key == house.key(NOOR)
        bare = relations.WorkRelation(
            relation.given_names, relation.family_name, begin=relation.begin
        )
        relations.keep(BAKERY.code, key, bare)
        assert service.local_managers(house.organisation()) == []

    def test_a_second_main_access_manager_is_suggested(self, karel):
        organisation = house.organisation()
        house.give(karel, right=MAIN)
        house.give(karel, UNKNOWN, right=LOCAL)
        assert service.needs_backup(organisation)
        house.give(karel, JAN, right=MAIN)
        assert not service.needs_backup(organisation)

    def test_a_number_is_checked(self):
        with pytest.raises(InvalidOrganisationNumberError):
            OrganisationNumber.parse("0431150351")

    def test_the_register_says_what_an_organisation_is(self, register):
        assert service.get_organisation(STOPPED).name == "Gestopt bv"
        with pytest.raises(errors.OrganisationUnknownError):
            service.get_organisation(OrganisationNumber("0428364866"))

    def test_without_a_register_none_is_known(self, portal):
        with pytest.raises(errors.OrganisationUnknownError):
            service.get_organisation(BAKERY)


class TestGrant:
    """What is given, and what is not."""

    @pytest.mark.seed("002-13")
    @pytest.mark.parametrize("digits", [NOOR, UNKNOWN], ids=["known", "unknown"])
    def test_the_answer_is_the_same_whether_somebody_is_known(
        self, karel, noor, digits
    ):
        member, id = house.give(karel, digits)
        assert (len(member), len(id)) == (22, 12)
        assert member == store.member_of(BAKERY.code, house.key(digits))
        assert held(digits) == [PLAIN]

    def test_who_does_not_work_there_yet_does_from_the_same_day(self, karel):
        first = TODAY + DAY
        house.give(karel, period=Period(first, first), reason="Vervangt Jan")
        relation = relations.find(BAKERY.code, house.key(NOOR))
        assert (relation.name, relation.begin) == ("Noor Voorbeeld", first)
        assert relation.end is None
        (note,) = relation.given.values()
        assert (note.by, note.reason) == (karel.id, "Vervangt Jan")

    def test_who_works_there_needs_no_name(self, karel):
        house.give(karel)
        nameless = house.person(given_names="", family_name="", email="", phone="+3212")
        giving.give(
            house.manager(karel),
            house.grant(right=WITH, contexts=("zorg",), persons=(nameless,)),
        )
        relation = relations.find(BAKERY.code, house.key(NOOR))
        assert (relation.name, relation.phone) == ("Noor Voorbeeld", "+3212")
        assert relation.email == "noor@bakkerij.example"

    def test_who_begins_earlier_works_there_from_then(self, karel):
        house.give(karel, period=Period(TODAY + DAY))
        house.give(karel, right=WITH, contexts=("zorg",))
        assert relations.find(BAKERY.code, house.key(NOOR)).begin == TODAY

    def test_several_persons_are_given_it_at_once(self, karel):
        given = giving.give(house.manager(karel), house.grant(NOOR, JAN, UNKNOWN))
        assert len({one.split(".")[0] for one in given}) == 3
        assert [held(one) for one in (NOOR, JAN, UNKNOWN)] == [[PLAIN]] * 3

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"right": "unknown"}, RightUnknownError),
            ({"right": WITH}, ContextUnknownError),
            ({"right": WITH, "contexts": ("kunst",)}, ContextUnknownError),
            ({"contexts": ("zorg",)}, ContextUnknownError),
            ({"right": OTHERS}, errors.RightOtherGroupError),
            (
                {"persons": (house.person(given_names=""),)},
                errors.WorkRelationNeededError,
            ),
            (
                {"persons": (house.person(family_name=""),)},
                errors.WorkRelationNeededError,
            ),
            (
                {"right": LOCAL, "persons": (house.person(email=""),)},
                errors.ManagerEmailNeededError,
            ),
        ],
        ids=[
            "unknown right",
            "context missing",
            "unknown context",
            "context of a right without any",
            "another target group",
            "no given name",
            "no family name",
            "manager without address",
        ],
    )
    def test_is_refused(self, karel, changes, refusal):
        with pytest.raises(refusal) as raised:
            house.give(karel, **changes)
        assert raised.type is refusal
        assert held(NOOR) == []
        assert relations.find(BAKERY.code, house.key(NOOR)) is None
        assert rows("right.give", karel) == []

    def test_the_same_right_is_given_once_in_the_same_days(self, karel):
        house.give(karel, period=Period(TODAY, TODAY + DAY))
        with pytest.raises(errors.HoldingKnownError):
            house.give(karel, period=Period(TODAY + DAY))
        house.give(karel, period=Period(TODAY + 2 * DAY))
        assert len(store.find_held(house.key(NOOR), BAKERY.code)) == 2

    def test_nobody_has_more_than_anybody_needs(self, karel, monkeypatch):
        monkeypatch.setattr(giving, "MOST_HELD", 1)
        house.give(karel)
        with pytest.raises(errors.HoldingsFullError):
            house.give(karel, right=WITH, contexts=("zorg",))

    def test_it_is_recorded_for_whom_it_is_about(self, karel, noor):
        house.give(karel, reason="Vervangt Jan")
        house.give(karel, UNKNOWN, reason="Vervangt Jan")
        subjects = {row.subject: row for row in rows("right.give", karel)}
        assert set(subjects) == {noor.id, None}
        assert subjects[noor.id].details == {"reason": "Vervangt Jan"}
        assert subjects[None].details is None
        assert subjects[noor.id].object == f"{BAKERY.code} {PLAIN}"


class TestTake:
    """Rights are taken away at once, all or none."""

    def test_several_are_taken_at_once(self, karel, noor):
        both = [house.give(karel, one) for one in (NOOR, UNKNOWN)]
        giving.take(house.manager(karel), both, "Uit dienst")
        assert held(NOOR) == held(UNKNOWN) == []
        assert {row.subject for row in rows("right.take", karel)} == {noor.id, None}
        relation = relations.find(BAKERY.code, house.key(NOOR))
        assert [note.reason for note in relation.taken.values()] == ["Uit dienst"]

    def test_one_is_taken_once(self, karel):
        one = house.give(karel)
        giving.take(house.manager(karel), [one])
        with pytest.raises(errors.HoldingUnknownError):
            giving.take(house.manager(karel), [one])

    def test_others_of_that_person_stay(self, karel):
        one = house.give(karel)
        house.give(karel, right=WITH, contexts=("zorg",))
        giving.take(house.manager(karel), [one])
        assert held(NOOR) == [WITH]

    @pytest.mark.parametrize("name", [("x", "y"), ("", ""), (None, None)])
    def test_what_is_not_there_is_not_taken(self, karel, name):
        house.give(karel)
        with pytest.raises(errors.HoldingUnknownError):
            giving.take(house.manager(karel), [name])
        assert held(NOOR) == [PLAIN]

    def test_a_manager_of_another_organisation_takes_nothing(self, karel, jan):
        one = house.give(karel)
        with pytest.raises(errors.HoldingUnknownError):
            giving.take(house.manager(jan, PRINTER), [one])
        assert held(NOOR) == [PLAIN]

    def test_only_a_higher_one_takes_the_right_of_a_manager(self, karel, noor):
        head = house.give(karel, JAN, right=HEAD)
        house.give(karel, right=LOCAL)
        with pytest.raises(errors.RightNotYoursToGiveError):
            giving.take(house.manager(noor), [head])
        assert held(JAN) == [HEAD]

    def test_everybody_lets_go_of_their_own(self, karel, noor):
        own = house.give(karel, right=LOCAL)
        giving.take(house.manager(noor), [own])
        with pytest.raises(errors.NotManagerError):
            house.manager(noor)
