"""The papers, made of the settings each time they are asked for.

Regulation (EU) 2016/679, article 30(1): the register of a controller.
https://eur-lex.europa.eu/eli/reg/2016/679/oj
"""

from collective.eloket import _
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.http.contact import get_contact
from collective.eloket.http.desk import get_desk
from collective.eloket.rights.register import dpia
from collective.eloket.rights.register import house
from collective.eloket.rights.register import titles
from collective.eloket.rights.register.activities import documents_of
from collective.eloket.rights.register.activities import section_of
from collective.eloket.rights.register.measures import measures
from collective.eloket.rights.register.model import Entry
from collective.eloket.rights.register.model import Paper
from collective.eloket.rights.register.model import Section
from collective.eloket.rights.register.parties import parties
from collective.eloket.rights.register.role_words import role_of
from plone import api


#: Registry records, each of some lines.
CONTROLLER_RECORD = "collective.eloket.rights.controller"
OFFICER_RECORD = "collective.eloket.rights.officer"
TRANSFERS_RECORD = "collective.eloket.rights.transfers"

#: Ways of delivery that nobody outside has a part in, or one who is named besides.
IN_HOUSE = frozenset({"channel/download", "channel/counter", "channel/ebox"})

REGISTER, DPIA = "register", "dpia"
TITLES = {
    REGISTER: _("heading_processing", default="Register of processing activities"),
    DPIA: dpia.TITLE,
}
LEAD = _(
    "lead_processing",
    default="What the settings of the e-loket say of the data that it keeps. It is "
    "made anew each time: change the settings, and it changes too.",
)


def paper_of(name: str) -> Paper:
    """Return the paper of that name: REGISTER or DPIA."""
    return PAPERS[name]()


def register() -> Paper:
    """Return the register of processing activities of this site."""
    return Paper(
        REGISTER,
        "30(1)",
        TITLES[REGISTER],
        LEAD,
        (_common(), *map(section_of, _documents()), *house.sections()),
    )


def assessment() -> Paper:
    """Return the template of the impact assessment of this site."""
    return dpia.paper(_documents())


def _documents() -> list[OnlineDocument]:
    desk = get_desk(api.portal.get())
    return [] if desk is None else documents_of(desk)


def _common() -> Section:
    return Section(
        "common",
        _("register_common", default="For all activities"),
        (
            Entry("controller", "30(1)(a)", titles.CONTROLLER, _controller()),
            Entry("officer", "30(1)(a)", titles.OFFICER, _lines(OFFICER_RECORD)),
            *_parties(),
            Entry("transfers", "30(1)(e)", titles.TRANSFERS, _lines(TRANSFERS_RECORD)),
            Entry("security", "30(1)(g)", titles.SECURITY, tuple(measures())),
        ),
    )


def _parties() -> tuple[Entry, Entry]:
    """Return who gets or gives data; and of each, for whom it works."""
    found = tuple(parties())
    lines = tuple(one.words for one in found)
    outside = tuple(one for one in found if one.key not in IN_HOUSE)
    told = tuple(role_of(one) for one in outside)
    return (
        Entry("parties", "30(1)(d)", titles.PARTIES, lines),
        Entry("processors", "28(3)", titles.PROCESSORS, told, outside),
    )


def _controller() -> tuple[str, ...]:
    own = _lines(CONTROLLER_RECORD)
    if own:
        return own
    contact = get_contact()
    found = (api.portal.get().Title(), *contact.address.splitlines(), contact.phone)
    return tuple(line.strip() for line in found if line.strip())


def _lines(record: str) -> tuple[str, ...]:
    text = api.portal.get_registry_record(record, default=None) or ""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


PAPERS = {REGISTER: register, DPIA: assessment}
