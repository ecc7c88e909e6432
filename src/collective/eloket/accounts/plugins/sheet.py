"""The properties of a citizen that Plone may read: none of them can be written."""

from collective.eloket.accounts.names import full_name
from collective.eloket.http.session import current_session
from collective.eloket.parameters import service as parameters
from Products.PluggableAuthService.UserPropertySheet import UserPropertySheet
from zope.globalrequest import getRequest


#: Every name of Plone's own member data is here, so that none is written elsewhere.
SCHEMA = (
    ("fullname", "string"),
    ("email", "string"),
    ("description", "text"),
    ("location", "string"),
    ("home_page", "string"),
    ("language", "string"),
    ("portrait", "string"),
    ("wysiwyg_editor", "string"),
    ("timezone", "string"),
    ("visible_ids", "boolean"),
    ("ext_editor", "boolean"),
    ("error_log_update", "float"),
    ("last_login_time", "date"),
    ("login_time", "date"),
)


class CitizenSheet(UserPropertySheet):
    """Opens the sealed values only when somebody asks; PAS makes a sheet each time."""

    def __init__(self, id: str, person_id: str) -> None:
        self._id = id
        self._schema = SCHEMA
        self._person_id = person_id
        self._opened: dict | None = None

    @property
    def _properties(self) -> dict:
        if self._opened is None:
            self._opened = _empty() | _values(self._person_id)
        return self._opened


def _empty() -> dict:
    defaults = {"string": "", "text": "", "boolean": False, "float": 0.0, "date": None}
    return {name: defaults[kind] for name, kind in SCHEMA}


def _values(person_id: str) -> dict:
    """Return what this request may see: the citizen's own values, at their level.

    For everybody else the sheet is empty: Plone shows member data without asking who
    looks, and without a row in the audit.
    """
    request = getRequest()
    session = None if request is None else current_session(request)
    if session is None or session.user_id != person_id:
        return {}
    known = parameters.known(person_id, session.level)
    values = {"fullname": full_name(known)}
    for name in ("email", "language"):
        if name in known and known[name].value is not None:
            values[name] = known[name].value
    return values
