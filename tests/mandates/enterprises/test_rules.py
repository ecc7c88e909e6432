"""Who gives which rights: representatives, main, head and local managers."""

from collective.eloket.mandates.enterprises import rules
from collective.eloket.mandates.enterprises.errors import OwnGrantError
from collective.eloket.mandates.enterprises.errors import RightNotYoursToGiveError
from collective.eloket.mandates.enterprises.rules import Role
from datetime import timedelta
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import HEAD
from tests.mandates.enterprises.house import LOCAL
from tests.mandates.enterprises.house import MAIN
from tests.mandates.enterprises.house import PLAIN

import pytest


#: Role → right → may it be given to another, and to oneself?
TABLE = {
    Role.LOCAL: {
        PLAIN: ("yes", "own"),
        LOCAL: ("no", "no"),
        HEAD: ("no", "no"),
        MAIN: ("no", "no"),
    },
    Role.HEAD: {
        PLAIN: ("yes", "own"),
        LOCAL: ("yes", "own"),
        HEAD: ("no", "no"),
        MAIN: ("no", "no"),
    },
    Role.MAIN: {
        PLAIN: ("yes", "yes"),
        LOCAL: ("yes", "yes"),
        HEAD: ("yes", "yes"),
        MAIN: ("yes", "own"),
    },
    Role.REPRESENTATIVE: {
        PLAIN: ("yes", "yes"),
        LOCAL: ("yes", "yes"),
        HEAD: ("yes", "yes"),
        MAIN: ("yes", "yes"),
    },
}
REFUSALS = {"no": RightNotYoursToGiveError, "own": OwnGrantError}
CASES = [
    (role, right, is_self, said)
    for role, rights in TABLE.items()
    for right, both in rights.items()
    for is_self, said in zip((False, True), both, strict=True)
]


@pytest.mark.parametrize(("role", "right", "is_self", "said"), CASES)
def test_each_role_gives_what_the_table_says(role, right, is_self, said):
    if said == "yes":
        rules.check_may_give(role, right, is_self)
        return
    with pytest.raises(REFUSALS[said]) as raised:
        rules.check_may_give(role, right, is_self)
    assert raised.type is REFUSALS[said]


@pytest.mark.parametrize(("role", "right", "is_self", "said"), CASES)
def test_each_role_takes_what_it_gives_to_others(role, right, is_self, said):
    if TABLE[role][right][0] == "yes":
        rules.check_may_take(role, right)
    else:
        with pytest.raises(RightNotYoursToGiveError):
            rules.check_may_take(role, right)


@pytest.mark.parametrize(
    ("rights", "represents", "role"),
    [
        ((), False, None),
        ((PLAIN,), False, None),
        ((LOCAL,), False, Role.LOCAL),
        ((LOCAL, HEAD, PLAIN), False, Role.HEAD),
        ((MAIN, LOCAL), False, Role.MAIN),
        ((), True, Role.REPRESENTATIVE),
        ((LOCAL,), True, Role.REPRESENTATIVE),
    ],
)
def test_the_highest_role_counts(rights, represents, role):
    held = [house.holding(right=right) for right in rights]
    assert rules.role_of(held, represents, house.TODAY) is role


def test_what_ended_makes_no_role():
    ended = house.holding(right=MAIN, begin=house.TODAY, end=house.TODAY)
    assert rules.role_of([ended], False, house.TODAY) is Role.MAIN
    after = house.TODAY + timedelta(days=1)
    assert rules.role_of([ended], False, after) is None


def test_one_is_offered_what_one_may_give():
    codes = [MAIN, HEAD, LOCAL, PLAIN]
    assert rules.rights_to_give(Role.LOCAL, codes) == [PLAIN]
    assert rules.rights_to_give(Role.HEAD, codes) == [LOCAL, PLAIN]
    assert rules.rights_to_give(Role.MAIN, codes) == codes
