from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.parameters import service
from collective.eloket.parameters import store
from collective.eloket.parameters.errors import InvalidEmailError
from collective.eloket.parameters.errors import InvalidPhoneError
from collective.eloket.parameters.errors import LockedValueError
from collective.eloket.parameters.errors import OtherNumberError
from collective.eloket.parameters.model import CARD
from collective.eloket.parameters.model import IDENTITY
from collective.eloket.parameters.model import PROVIDER
from collective.eloket.parameters.model import SELF
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.errors import SealWrongContextError
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest
import transaction


AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HIGH = AssuranceLevel.HIGH
SUBSTANTIAL = AssuranceLevel.SUBSTANTIAL
NONE = AssuranceLevel.NONE
NUMBER = "85.07.30-033.28"
OTHER_NUMBER = "01.01.01-001.26"


def evidence(level=HIGH, number=NUMBER, at=AT, **attributes):
    """Return what a provider proves of Noor."""
    good = {"given_names": "Noor", "family_name": "Voorbeeld"}
    return Evidence(
        means="itsme",
        provider="burgerprofiel",
        level=level,
        subject=Subject("https://idp.example", "noor-sub"),
        number=None if number is None else NationalNumber.parse(number),
        attributes=good | attributes,
        authenticated_at=at,
        read_at=at,
        proof="oidc",
    )


def texts(person_id, level=HIGH):
    return {
        name: value.value for name, value in service.known(person_id, level).items()
    }


def sealed(person_id):
    return store.records()[person_id].sealed


def has_changes():
    """Did anything in the ZODB change since the last savepoint?"""
    return bool(store.records()._p_jar._registered_objects)


def test_nothing_is_known_of_a_stranger(noor):
    assert service.known(noor, HIGH) == {}
    assert service.known("citizen-nobody", HIGH) == {}


def test_what_is_proven_is_remembered_with_where_it_is_from(noor):
    service.remember(noor, evidence(SUBSTANTIAL))
    found = service.known(noor, HIGH)
    assert texts(noor) == {
        "given_names": "Noor",
        "family_name": "Voorbeeld",
        "national_number": "85073003328",
    }
    assert {value.source for value in found.values()} == {PROVIDER}
    assert {value.level for value in found.values()} == {SUBSTANTIAL}
    assert {value.at for value in found.values()} == {AT}
    assert len({value.evidence for value in found.values()}) == 1


def test_only_identity_is_taken_from_a_proof(noor):
    service.remember(noor, evidence(number=None, email="a@b.example", hobby="x"))
    assert set(texts(noor)) == {"given_names", "family_name"}


def test_an_empty_attribute_proves_nothing(noor):
    service.remember(noor, evidence())
    service.remember(noor, evidence(given_names=""))
    assert texts(noor)["given_names"] == "Noor"


def test_nothing_of_it_is_stored_in_the_clear(noor):
    service.remember(noor, evidence())
    for plain in (b"Noor", b"Voorbeeld", b"85073003328", b"family_name"):
        assert plain not in sealed(noor)


def test_a_record_of_one_person_does_not_open_for_another(noor):
    vault.new_person("citizen-jan")
    service.remember(noor, evidence())
    keys = vault.for_person(noor)
    with pytest.raises(SealWrongContextError):
        keys.open(sealed(noor), "parameters:citizen-jan")
    vault.forget_person("citizen-jan")


def test_the_same_proof_again_writes_nothing(noor):
    service.remember(noor, evidence())
    transaction.savepoint()
    before = sealed(noor)
    service.remember(noor, evidence(at=AT + timedelta(days=1)))
    assert sealed(noor) is before
    assert not has_changes()


def test_a_new_value_is_written_alone(noor):
    service.remember(noor, evidence())
    later = AT + timedelta(days=1)
    service.remember(noor, evidence(at=later, family_name="Proefman"))
    found = service.known(noor, HIGH)
    assert found["family_name"].value == "Proefman"
    assert (found["family_name"].at, found["given_names"].at) == (later, AT)
    assert found["family_name"].evidence != found["given_names"].evidence


def test_a_stronger_proof_of_the_same_value_is_remembered(noor):
    service.remember(noor, evidence(SUBSTANTIAL))
    service.remember(noor, evidence(HIGH))
    assert service.known(noor, HIGH)["family_name"].level == HIGH


@pytest.mark.parametrize("family_name", ["Voorbeeld", "Proefman"])
def test_a_weaker_proof_changes_nothing(noor, family_name):
    service.remember(noor, evidence(HIGH), CARD)
    service.remember(noor, evidence(SUBSTANTIAL, family_name=family_name))
    found = service.known(noor, HIGH)["family_name"]
    assert (found.value, found.source, found.level) == ("Voorbeeld", CARD, HIGH)


def test_another_source_as_sure_takes_over(noor):
    service.remember(noor, evidence())
    service.remember(noor, evidence(), CARD)
    assert service.known(noor, HIGH)["family_name"].source == CARD


def test_a_proof_of_another_number_is_refused(noor):
    service.remember(noor, evidence())
    with pytest.raises(OtherNumberError):
        service.remember(noor, evidence(number=OTHER_NUMBER, family_name="Proefman"))
    assert texts(noor)["family_name"] == "Voorbeeld"


def test_a_proof_without_number_keeps_the_number(noor):
    service.remember(noor, evidence())
    service.remember(noor, evidence(number=None))
    assert texts(noor)["national_number"] == "85073003328"


def test_a_number_that_citizens_typed_themselves_proves_nothing(noor):
    service.set_own(noor, {"national_number": OTHER_NUMBER})
    service.remember(noor, evidence())
    found = service.known(noor, HIGH)["national_number"]
    assert (found.value, found.source) == ("85073003328", PROVIDER)


def test_a_session_that_is_less_sure_sees_that_there_is_something(noor):
    service.remember(noor, evidence(HIGH))
    service.set_own(noor, {"email": "noor@voorbeeld.example"})
    found = service.known(noor, SUBSTANTIAL)
    assert found["family_name"].masked
    assert found["family_name"].value is None
    assert not found["email"].masked


def test_citizens_say_how_to_reach_them(noor):
    service.remember(noor, evidence())
    own = {
        "email": "noor@voorbeeld.example",
        "phone": "0470 12 34 56",
        "language": "nl",
        "delivery": "digital",
    }
    service.set_own(noor, own)
    found = service.known(noor, NONE)
    assert found["phone"].value == "+32470123456"
    assert {found[name].source for name in own} == {SELF}
    assert {found[name].level for name in own} == {NONE}


def test_an_empty_text_takes_a_value_away(noor):
    service.set_own(noor, {"email": "noor@voorbeeld.example", "language": "nl"})
    service.set_own(noor, {"email": "", "phone": ""})
    assert texts(noor) == {"language": "nl"}


def test_saying_the_same_again_writes_nothing(noor):
    service.set_own(noor, {"email": "noor@voorbeeld.example"})
    transaction.savepoint()
    before = sealed(noor)
    service.set_own(noor, {"email": "noor@VOORBEELD.example"})
    assert sealed(noor) is before
    assert not has_changes()


@pytest.mark.parametrize("name", IDENTITY)
def test_identity_is_locked_once_anything_is_proven(noor, name):
    service.remember(noor, evidence(number=None))
    with pytest.raises(LockedValueError):
        service.set_own(noor, {name: ""})
    assert texts(noor) == {"given_names": "Noor", "family_name": "Voorbeeld"}


def test_who_registered_with_a_user_name_types_name_and_address(noor):
    typed = {"given_names": "Noor", "street": "Kerkstraat 1", "postal_code": "9999"}
    service.set_own(noor, typed)
    found = service.known(noor, NONE)
    assert {name: value.value for name, value in found.items()} == typed
    assert {value.source for value in found.values()} == {SELF}


def test_the_first_proof_takes_over_what_was_typed_and_locks_it(noor):
    service.set_own(noor, {"given_names": "Nora", "street": "Kerkstraat 1"})
    service.remember(noor, evidence(SUBSTANTIAL))
    assert service.known(noor, HIGH)["given_names"].source == PROVIDER
    with pytest.raises(LockedValueError):
        service.set_own(noor, {"street": "Dorp 2"})


@pytest.mark.parametrize("name", ["roles", "eid_verified", "fullname"])
def test_unknown_values_are_never_taken(noor, name):
    with pytest.raises(LockedValueError):
        service.set_own(noor, {name: "x"})


@pytest.mark.parametrize(
    "wanted, refusal",
    [
        ({"language": "nl", "email": "noor"}, InvalidEmailError),
        ({"language": "nl", "phone": "x"}, InvalidPhoneError),
        ({"language": "nl", "roles": "Manager"}, LockedValueError),
    ],
)
def test_one_refusal_changes_nothing(noor, wanted, refusal):
    with pytest.raises(refusal):
        service.set_own(noor, wanted)
    assert service.known(noor, HIGH) == {}


def test_forgetting_leaves_nothing(noor):
    service.remember(noor, evidence())
    service.forget(noor)
    service.forget(noor)
    assert service.known(noor, HIGH) == {}
    assert noor not in store.records()


def test_who_was_erased_has_nothing_left_to_show_or_write(noor):
    service.remember(noor, evidence())
    vault.forget_person(noor)
    assert service.known(noor, HIGH) == {}
    for act in (
        lambda: service.remember(noor, evidence()),
        lambda: service.set_own(noor, {"language": "nl"}),
    ):
        with pytest.raises(PersonForgottenError):
            act()
