"""How is the installation? In words, for whoever is called at night."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket import PACKAGE_NAME
from collective.eloket.limits.address import unheard_proxy
from collective.eloket.limits.service import client_address
from collective.eloket.setup.readiness import readiness
from dataclasses import dataclass
from importlib.metadata import version
from Products.CMFCore.interfaces import ISiteRoot
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest

import os


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at; ``words`` say what to do when it is not well."""

    title: str | Message
    is_well: bool
    words: str | Message


#: Check of ``readiness`` → what it looks at, and what to do when it is red.
CHECKS: Mapping[str, tuple[Message, Message]] = {
    "side_store": (
        _("check_side_store", default="The side store answers"),
        _(
            "check_side_store_red",
            default="Look whether the database of ELOKET_SIDE_STORE runs and can be "
            "reached. Nobody can sign in without it.",
        ),
    ),
    "keys": (
        _("check_keys", default="The key ring can be opened"),
        _(
            "check_keys_red",
            default="Look at the file of ELOKET_KEYS: it must be there and be readable "
            "for this process only. Put it back from the backup; never make a new one.",
        ),
    ),
    "worker": (
        _("check_worker", default="A worker is alive"),
        _(
            "check_worker_red",
            default="Start eloket-worker. Until then no mail and no letter leaves; "
            "nothing is lost.",
        ),
    ),
    "no_stand_in": (
        _("check_stand_in", default="Everything is the real thing"),
        _(
            "check_stand_in_red",
            default="A part is a stand-in for demonstrations. Do not let citizens in "
            "before it is replaced.",
        ),
    ),
    "outbox": (
        _("check_outbox", default="There is an outbox"),
        _("check_outbox_red", default="Install the e-loket in this site again."),
    ),
    "case_index": (
        _("check_case_index", default="There is an index of the requests"),
        _(
            "check_case_index_red",
            default="Install the e-loket in this site again, then run "
            "eloket-cases reindex.",
        ),
    ),
    "citizens_first": (
        _("check_citizens_first", default="Our list of citizens is asked first"),
        _(
            "check_citizens_first_red",
            default="Another plugin in acl_users was moved before eloket_citizens. "
            "Move that to the top again, or install the e-loket again.",
        ),
    ),
    "lost_cards_refused": (
        _("check_lost_cards", default="Lost and stolen eID cards are refused"),
        _(
            "check_lost_cards_red",
            default="A profile in the folder of ELOKET_TRUST_DIR says revocation = "
            "off, or the folder cannot be read. Write required, or take that root "
            "away, and start the processes again. Until then do not let citizens in.",
        ),
    ),
    "clerks_are_sure": (
        _("check_clerk_level", default="Clerks sign in surely"),
        _(
            "check_clerk_level_red",
            default="The setting of the level for clerks is below substantial: a "
            "password is enough to read what citizens sent. Set it to substantial.",
        ),
    ),
    "letters_are_sealed": (
        _("check_seal", default="Letters can be sealed"),
        _(
            "check_seal_red",
            default="Look at the files of ELOKET_SEAL_KEY and ELOKET_STAMP_TRUST: is "
            "the certificate still in force, and is its passphrase right? The log of "
            "the worker says which. Until then letters wait; nothing is lost.",
        ),
    ),
    "audit_sealed": (
        _("check_audit_sealed", default="The audit is sealed"),
        _(
            "check_audit_sealed_red",
            default="Rows of the audit wait for their seal. The worker seals once a "
            "minute: look whether it runs, and at its log.",
        ),
    ),
    "journal_kept": (
        _("check_journal", default="A journal of what was taken back is kept"),
        _(
            "check_journal_red",
            default="ELOKET_JOURNAL names no folder. Without it a restore would bring "
            "back what was unlinked, withdrawn or erased. Set it for every process, to "
            "a folder outside of the databases and their backups.",
        ),
    ),
    "anchors_leave": (
        _("check_anchors", default="Anchors of the audit leave this machine"),
        _(
            "check_anchors_red",
            default="Nobody elsewhere keeps an anchor of the audit: who has this "
            "machine in hands could cut its end off unseen. Set an address for "
            "anchors under The audit, or look why they do not arrive.",
        ),
    ),
}

#: Variables that the product reads → what each says.
VARIABLES: Mapping[str, Message] = {
    "ELOKET_KEYS": _("variable_keys", default="File of the key ring"),
    "ELOKET_SIDE_STORE": _("variable_side_store", default="Address of the side store"),
    "ELOKET_SEAL_KEY": _("variable_seal_key", default="File of the seal's key"),
    "ELOKET_STAMP_TRUST": _(
        "variable_stamp_trust", default="Authorities whose time-stamps are believed"
    ),
    "ELOKET_JOURNAL": _(
        "variable_journal",
        default="Folder of the journal that a restore needs, outside of all databases",
    ),
    "ELOKET_TRUST_DIR": _(
        "variable_trust_dir", default="Folder of further roots for eID cards"
    ),
    "ELOKET_CARD_PROXY_SECRET": _(
        "variable_card_secret",
        default="Secret that the web server sends along with eID cards",
    ),
    "ELOKET_REGISTRATION_SECRET": _(
        "variable_registration_secret",
        default="Secret that signs what the case system is told",
    ),
    "ELOKET_ANCHOR_SECRET": _(
        "variable_anchor_secret",
        default="Secret that signs anchors of the audit sent to a web address",
    ),
    "ELOKET_SANDBOX": _(
        "variable_sandbox", default="1 on a machine for trying out; never for citizens"
    ),
}


def look(site: ISiteRoot) -> list[Line]:
    """Return what the probe ``ready`` looks at, in words."""
    return [
        Line(*described(name, is_well)) for name, is_well in readiness(site).items()
    ]


def described(name: str, is_well: bool) -> tuple[str | Message, bool, str | Message]:
    """Return title, state and words of a check; a new one is called by its name."""
    title, red = CHECKS.get(name, (name, ""))
    return title, is_well, "" if is_well else red


def variables() -> list[Line]:
    """Return which variables are set; never to what."""
    return [
        Line(name, bool(os.environ.get(name)), words)
        for name, words in VARIABLES.items()
    ]


@dataclass(frozen=True, slots=True)
class Origin:
    """From where the request comes; ``unknown_proxy``: who speaks for it, unheard."""

    address: str
    unknown_proxy: str | None


def origin(request: HTTPRequest) -> Origin:
    """Return from where a request seems to come, as limits count it."""
    return Origin(client_address(request), unheard_proxy(request))


def versions() -> dict[str, str]:
    """Return package → version."""
    return {name: version(name) for name in (PACKAGE_NAME, "Products.CMFPlone")}
