"""The assessment of art. 35 to begin with: what is known is filled in, the rest asked.

Regulation (EU) 2016/679, article 35(7): (a) the operations and their purposes, (b) need
and proportion, (c) risks, (d) measures. 35(2), 35(9), 35(11) and 36(1) ask further.
"""

from collections.abc import Iterable
from collective.eloket import _
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.rights.register import activities
from collective.eloket.rights.register import titles
from collective.eloket.rights.register.measures import measures
from collective.eloket.rights.register.model import Entry
from collective.eloket.rights.register.model import Paper
from collective.eloket.rights.register.model import Section
from collective.eloket.rights.register.model import Words
from collective.eloket.rights.register.parties import parties
from zope.i18nmessageid import Message


LAW = "35"
TITLE = _("heading_dpia", default="Data protection impact assessment")
LEAD = _(
    "lead_dpia",
    default="What the settings say is filled in. The rest is for you, with your data "
    "protection officer.",
)
#: What can go wrong for people; each is judged by who knows the place.
RISKS = {
    "stranger": _("risk_stranger", default="Somebody signs in as somebody else"),
    "curious": _("risk_curious", default="A clerk looks without need"),
    "leak": _(
        "risk_leak", default="Data leave the house: a stolen backup, a broken server"
    ),
    "wrong": _(
        "risk_wrong",
        default="Wrong data lead to a wrong decision, or a wrong address",
    ),
    "lost": _("risk_lost", default="Requests or documents are lost, or come too late"),
    "excluded": _(
        "risk_excluded", default="Who cannot use the e-loket gets no document"
    ),
    "too_long": _("risk_too_long", default="Data are kept for longer than is needed"),
}
RIGHTS = _("dpia_rights", default="How people exercise their rights")
RIGHTS_HERE = (
    _(
        "dpia_rights_own",
        default="Under “Your rights”: everything about oneself as a file, and "
        "to be erased (art. 15, 17, 20)",
    ),
    _(
        "dpia_rights_log",
        default="Who looked at one's data, and why (art. 15)",
    ),
    _(
        "dpia_rights_mend",
        default="Proven data are mended by reading the eID again, the others by hand "
        "(art. 16)",
    ),
)


def paper(documents: Iterable[OnlineDocument]) -> Paper:
    """Return the assessment for these documents."""
    kept = list(documents)
    return Paper(
        "dpia",
        LAW,
        TITLE,
        LEAD,
        (
            _needed(kept),
            *map(_described, kept),
            _proportion(kept),
            _risks(),
            _measures(),
            _further(),
        ),
    )


def _needed(documents: list[OnlineDocument]) -> Section:
    facts = [
        _(
            "dpia_sensitive",
            default="“${title}” is marked sensitive",
            mapping={"title": activities.said_of(one, "title")},
        )
        for one in documents
        if one.sensitive
    ]
    title = _("dpia_needed", default="Is an assessment needed?")
    question = _(
        "dpia_needed_why",
        default="What makes the risk high? (large scale, offences, health, new means)",
    )
    entry = Entry("why", "35(1)", question, tuple(facts))
    return Section("needed", title, (entry,))


def _described(document: OnlineDocument) -> Section:
    found = activities.section_of(document)
    entries = tuple(
        Entry(one.name, "35(7)(a)", one.title, one.lines) for one in found.entries
    )
    title = _(
        "dpia_described",
        default="What is done with data for “${title}”",
        mapping={"title": found.title},
    )
    return Section(f"described-{found.name}", title, entries)


def _proportion(documents: list[OnlineDocument]) -> Section:
    each = [Entry(one.getId(), "35(7)(b)", _why(one), ()) for one in documents]
    rights = Entry("rights", "35(7)(b)", RIGHTS, RIGHTS_HERE)
    title = _("dpia_proportion", default="Is it needed, and no more than that?")
    return Section("proportion", title, (*each, rights))


def _why(document: OnlineDocument) -> Message:
    return _(
        "dpia_why_document",
        default="“${title}”: why is each answer needed, and what happens without it?",
        mapping={"title": activities.said_of(document, "title")},
    )


def _risks() -> Section:
    entries = tuple(Entry(name, "35(7)(c)", title) for name, title in RISKS.items())
    title = _(
        "dpia_risks",
        default="Risks for people: how likely, how grave, what remains?",
    )
    return Section("risks", title, entries)


def _party_words() -> tuple[Words, ...]:
    return tuple(one.words for one in parties())


def _measures() -> Section:
    title = _("dpia_measures", default="Measures against these risks")
    here = Entry("security", "35(7)(d)", titles.SECURITY, tuple(measures()))
    others = Entry("parties", "35(7)(d)", titles.PARTIES, _party_words())
    own = _(
        "dpia_own_measures", default="Your own measures: people, buildings, contracts"
    )
    return Section("measures", title, (here, others, Entry("own", "35(7)(d)", own)))


def _further() -> Section:
    asked = (
        ("advice", "35(2)", _("dpia_advice", default="Advice of the officer")),
        ("views", "35(9)", _("dpia_views", default="What people concerned say")),
        ("again", "35(11)", _("dpia_again", default="When it is looked at again")),
        (
            "authority",
            "36(1)",
            _(
                "dpia_authority",
                default="Must the supervisory authority be asked beforehand?",
            ),
        ),
    )
    title = _("dpia_further", default="Advice and decision")
    return Section("further", title, tuple(Entry(*one) for one in asked))
