"""The properties of a citizen that Plone may read: none of them can be written."""

from collective.eloket.accounts.names import full_name
from collective.eloket.http.session import current_session
from collective.eloket.parameters import service as parameters
from plone import api
from Products.PluggableAuthService.UserPropertySheet import UserPropertySheet
from zope.cachedescriptors.property import Lazy
from zope.globalrequest import getRequest


#: Types of Plone's properties that hold something else than text.
EMPTY = {"boolean": False, "int": 0, "float": 0.0, "date": None, "lines": ()}
#: Attribute of the request with the sheets made for it.
_KEPT = "_eloket_sheets"
#: Ours, whatever an integrator does to Plone's member data.
ALWAYS = (("fullname", "string"), ("email", "string"), ("language", "string"))


class CitizenSheet(UserPropertySheet):
    """Opens the sealed values only when somebody asks.

    It has every name that Plone's member data have, also those that a site adds, so
    that none of them is written behind it.
    """

    def __init__(self, id: str, person_id: str) -> None:
        self._id = id
        self._person_id = person_id

    @Lazy
    def _schema(self) -> tuple[tuple[str, str], ...]:
        tool = api.portal.get_tool("portal_memberdata")
        found = {one["id"]: one["type"] for one in tool.propertyMap()}
        return tuple((found | dict(ALWAYS)).items())

    @Lazy
    def _properties(self) -> dict:
        empty = {name: EMPTY.get(kind, "") for name, kind in self._schema}
        return empty | _values(self._person_id)


def sheet_of(id: str, person_id: str) -> CitizenSheet:
    """Return the sheet of a citizen, for this request and who is signed in now.

    PAS asks for one each time that somebody asks PAS for a user.
    """
    request = getRequest()
    if request is None:
        return CitizenSheet(id, person_id)
    # not by getattr(): that of a request falls back on what a form sent
    kept = vars(request).setdefault(_KEPT, {})
    session = current_session(request)
    at, sheet = kept.get(person_id, (None, None))
    if at is not session:
        sheet = CitizenSheet(id, person_id)
        kept[person_id] = session, sheet
    return sheet


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
