"""What else clerks do, beside the cases."""

from collective.eloket import _
from collective.eloket.audit.service import SEARCH_PERMISSION as AUDIT_SEARCH
from collective.eloket.cases.statistics import STATISTICS
from collective.eloket.interfaces import IEloket
from collective.eloket.mandates import deciding
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.service import RETRY
from collective.eloket.parameters import address_tasks
from plone import api


#: Page, what it is called, who may, and how many wait there.
OTHER_TASKS = (
    (
        "taken-adressen",
        _("heading_addresses", default="Addresses to look at"),
        "collective.eloket: Decide on addresses",
        address_tasks.count,
    ),
    (
        "taken-gezin",
        _("heading_families", default="Families to look at"),
        "collective.eloket: Verify family members",
        deciding.count,
    ),
    (
        "taken-post",
        _("heading_post", default="Letters to print"),
        "collective.eloket: Print post",
        lambda: None,
    ),
    (
        "taken-afgeven",
        _("heading_hand_over", default="Documents at the counter"),
        "collective.eloket: Hand over documents",
        lambda: None,
    ),
    (
        "taken-eid",
        _("heading_counter", default="Read a card at the counter"),
        "collective.eloket: Read cards at the counter",
        lambda: None,
    ),
    (
        "taken-cijfers",
        _("heading_figures", default="Figures"),
        STATISTICS,
        lambda: None,
    ),
    (
        "taken-bewaren",
        _("heading_keeping", default="Keeping and erasing"),
        "collective.eloket: Manage retention",
        lambda: None,
    ),
    (
        "taken-register",
        _("heading_processing", default="Register of processing activities"),
        "collective.eloket: View processing register",
        lambda: None,
    ),
    (
        "taken-logboek",
        _("heading_audit", default="The audit"),
        AUDIT_SEARCH,
        lambda: None,
    ),
    (
        "taken-niet-bezorgd",
        _("heading_dead_jobs", default="Not delivered"),
        RETRY,
        lambda: outbox.given_up(api.portal.get()),
    ),
    (
        "taken-zaaksysteem",
        _("heading_registration", default="Case system"),
        RETRY,
        lambda: None,
    ),
    (
        "taken-wissen",
        _("heading_wishes", default="Erase data of citizens"),
        "collective.eloket: Manage retention",
        lambda: None,
    ),
)


def other_tasks(context: IEloket, desk_url: str) -> list[dict]:
    """Return the other pages, with how often it waits there; only what they may."""
    return [
        {"title": title, "url": f"{desk_url}/{name}", "count": count()}
        for name, title, permission, count in OTHER_TASKS
        if api.user.has_permission(permission, obj=context)
    ]
