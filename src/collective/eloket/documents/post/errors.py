"""Why letters are not printed."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import NotFoundError


class PostPrintedError(ConflictError):
    """The batch was made already: by a second click, or by a colleague."""

    code = "post_printed"


class PostEmptyError(ConflictError):
    """No letter waits."""

    code = "post_empty"


class BatchUnknownError(NotFoundError):
    """No batch of that number, or none with a letter of this clerk's groups."""

    code = "post_batch_unknown"
