"""Why a call ends before it began."""


class PrivateAddressError(Exception):
    """The address that answers lies on a private network, and that was not allowed."""
