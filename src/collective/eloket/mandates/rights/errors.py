"""Why an application, a right or a context is refused."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotFoundError


class ApplicationUnknownError(NotFoundError):
    """There is no application of that number."""

    code = "application_unknown"


class RightUnknownError(NotFoundError):
    """There is no right of that code; it may have been taken away."""

    code = "right_unknown"


class ContextUnknownError(InvalidAnswerError):
    """The right has no such context, or needs one that was not named."""

    code = "context_unknown"


class BuiltInError(InvalidAnswerError):
    """The rights of *Gebruikersbeheer* are built in: nobody changes them."""

    code = "rights_built_in"


class GroupUnknownHereError(NotFoundError):
    """This site has no target group of that code."""

    code = "target_group_unknown"


class GroupInUseError(ConflictError):
    """The target group cannot go: a right is for it."""

    code = "target_group_in_use"


class CitizensStayError(InvalidAnswerError):
    """Citizens are a target group everywhere: nobody takes it away."""

    code = "target_group_citizens"
