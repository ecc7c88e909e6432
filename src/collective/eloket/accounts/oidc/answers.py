"""Is what the browser brings back the answer to what it was sent for?"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.accounts.oidc import transactions
from collective.eloket.accounts.oidc.errors import AnswerIssuerError
from collective.eloket.accounts.oidc.errors import AnswerIssuerMissingError
from collective.eloket.accounts.oidc.errors import CodeMissingError
from collective.eloket.accounts.oidc.errors import OtherPersonError
from collective.eloket.accounts.oidc.errors import ProviderRefusedError
from collective.eloket.accounts.oidc.errors import RepeatedParameterError
from collective.eloket.accounts.oidc.errors import SignInCancelledError
from collective.eloket.accounts.oidc.errors import StageError
from collective.eloket.accounts.oidc.errors import StateMismatchError
from collective.eloket.accounts.oidc.errors import TransactionExpiredError
from collective.eloket.accounts.oidc.errors import TransactionMissingError
from collective.eloket.accounts.oidc.errors import TransactionUsedError
from collective.eloket.accounts.oidc.idtoken import is_same
from collective.eloket.accounts.oidc.model import LIFETIME
from collective.eloket.accounts.oidc.model import Stage
from collective.eloket.accounts.oidc.model import Transaction
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl


#: The citizen, or the provider on their behalf, said no (RFC 6749, section 4.1.2.1;
#: OpenID Connect Core 1.0, section 3.1.2.6).
CANCELLED = frozenset({"access_denied", "login_required", "interaction_required"})
#: Far more than any provider needs.
MOST_PARAMETERS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """The parameters of a callback, and the transaction of this browser, if any.

    ``named``: the provider always says who it is; ``user`` and ``session``: who is
    signed in here, and in which session.
    """

    parameters: Mapping[str, str]
    repeated: bool
    transaction: Transaction | None
    issuer: str
    named: bool
    user: str | None
    session: str | None
    now: datetime


def parameters_of(query: str) -> tuple[dict[str, str], bool]:
    """Return the parameters of a query, and whether one stands there twice."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return {}, True
    found = dict(pairs)
    return found, len(found) != len(pairs)


def check_nothing_repeated(answer: Answer) -> None:
    """:raises RepeatedParameterError: two readers could see two answers."""
    if answer.repeated:
        raise RepeatedParameterError


def check_began_here(answer: Answer) -> None:
    """:raises TransactionMissingError: this browser did not begin this sign-in."""
    if answer.transaction is None:
        raise TransactionMissingError


def check_state(answer: Answer) -> None:
    """:raises StateMismatchError: the answer is for another sign-in."""
    if not is_same(answer.parameters.get("state"), answer.transaction.state):
        raise StateMismatchError


def check_in_time(answer: Answer) -> None:
    """:raises TransactionExpiredError: it was begun too long ago."""
    if answer.now >= answer.transaction.started + LIFETIME:
        raise TransactionExpiredError


def check_stage(answer: Answer) -> None:
    """:raises StageError: the browser was not at the provider's sign-out yet."""
    if answer.transaction.stage is not Stage.SIGN_IN:
        raise StageError


def check_issuer(answer: Answer) -> None:
    """Check who says that it answers (RFC 9207, section 2.4).

    :raises AnswerIssuerError: it is another provider.
    :raises AnswerIssuerMissingError: it does not say, though it announced that.
    """
    if "iss" not in answer.parameters and answer.named:
        raise AnswerIssuerMissingError
    if answer.parameters.get("iss", answer.issuer) != answer.issuer:
        raise AnswerIssuerError


def check_user(answer: Answer) -> None:
    """:raises OtherPersonError: somebody else is signed in than who began this."""
    begun = answer.transaction
    if begun.user not in (None, answer.user):
        raise OtherPersonError
    if begun.session not in (None, answer.session):
        raise OtherPersonError


def check_no_error(answer: Answer) -> None:
    """:raises SignInCancelledError: the citizen stopped.

    :raises ProviderRefusedError: the provider answers with another error.
    """
    error = answer.parameters.get("error")
    if error in CANCELLED:
        raise SignInCancelledError
    if error is not None:
        raise ProviderRefusedError


def check_code(answer: Answer) -> None:
    """:raises CodeMissingError: there is no code."""
    if not answer.parameters.get("code"):
        raise CodeMissingError


def check_first_use(answer: Answer) -> None:
    """:raises TransactionUsedError: the answer was used before. Takes the transaction.

    The last one: what fails above takes nothing from the side store.
    """
    if not transactions.take(answer.transaction, answer.now):
        raise TransactionUsedError


Check = Callable[[Answer], None]

#: In this order: whose answer it is, then what it says; the store comes last.
CHECKS: tuple[Check, ...] = (
    check_nothing_repeated,
    check_began_here,
    check_state,
    check_in_time,
    check_stage,
    check_issuer,
    check_user,
    check_no_error,
    check_code,
    check_first_use,
)
