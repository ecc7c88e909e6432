"""Reasons to refuse a change of how one signs in, or of where one is signed in."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError


class SignInAnewError(NotAllowedError):
    """What changes how one signs in asks for a means that was used just now."""

    code = "sign_in_anew"


class PasswordThereError(ConflictError):
    """The account has a password; another one is set with the one of today."""

    code = "password_there"


class DeviceUnknownError(NotFoundError):
    """The citizen has no browser of that name that stays signed in."""

    code = "device_unknown"
