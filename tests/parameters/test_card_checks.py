"""Which word of a provider stands for a card and its PIN, used just now?"""

from collective.eloket.identity.evidence import OIDC
from collective.eloket.identity.evidence import OIDC_FRESH
from collective.eloket.identity.evidence import OIDC_LOGOUT_FIRST
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters.card_checks import check_presence
from collective.eloket.parameters.errors import PresenceMeansError
from collective.eloket.parameters.errors import PresenceNotFreshError
from collective.eloket.parameters.errors import PresenceWithoutNumberError
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.accounts.people import evidence
from tests.accounts.people import number

import pytest


#: Providers tell whole seconds, we do not.
ASKED = datetime(2026, 11, 25, 12, 0, 0, 500_000, UTC)


def word(**changes):
    good = {
        "means": "eid",
        "number": number(),
        "proof": OIDC_FRESH,
        "is_timed": True,
        "authenticated_at": ASKED.replace(microsecond=0),
    }
    return evidence(**(good | changes))


def test_the_same_second_is_not_before():
    check_presence(word(), ASKED)


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"means": "itsme"}, PresenceMeansError),
        ({"level": AssuranceLevel.SUBSTANTIAL}, PresenceMeansError),
        ({"proof": OIDC}, PresenceNotFreshError),
        ({"proof": OIDC_LOGOUT_FIRST}, PresenceNotFreshError),
        ({"is_timed": False}, PresenceNotFreshError),
        (
            {"authenticated_at": ASKED - timedelta(seconds=1)},
            PresenceNotFreshError,
        ),
        ({"number": None}, PresenceWithoutNumberError),
    ],
    ids=[
        "another means",
        "less sure",
        "not asked anew",
        "past a sign-out",
        "nobody says when",
        "before our question",
        "without a number",
    ],
)
def test_a_providers_word_is_no_presence(changes, refusal):
    with pytest.raises(refusal):
        check_presence(word(**changes), ASKED)
