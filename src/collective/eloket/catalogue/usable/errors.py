"""Why a browser could not look at a form; told on a terminal, never on a page."""


class LookError(Exception):
    """The form was not looked at; the text says what to do."""


class BrowserFailedError(LookError):
    """The browser does not start, or finds no page; its own words."""


class SignInRefusedError(LookError):
    """The editor's user name does not open the trial of this document."""

    def __str__(self) -> str:
        return "this user name and password do not open the document's form"


class VerdictRefusedError(LookError):
    """The e-loket did not keep what was found."""

    def __str__(self) -> str:
        return "the e-loket does not keep what was found"
