"""Words that an editor chooses from."""

from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.catalogue.channels import IDeliveryChannel
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.service import own_applications
from plone import api
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.interfaces import IVocabularyTokenized
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


#: Plone's group of everybody who is signed in; nobody in it is a clerk thereby.
EVERYBODY = "AuthenticatedUsers"


def words(**titles) -> SimpleVocabulary:
    """Return a vocabulary of fixed words, in that order."""
    return SimpleVocabulary(
        [SimpleTerm(value, value, title) for value, title in titles.items()]
    )


OUTCOME_WORDS = words(
    document=_("outcome_document", default="A document"),
    decision=_("outcome_decision", default="A decision"),
    report=_("outcome_report", default="A confirmation that it was reported"),
)
OUR_CHANNELS = words(
    download=_("channel_download", default="Download"),
    post=_("channel_post", default="By post to the registered address"),
    counter=_("channel_counter", default="Pick up at the counter"),
)


@implementer(IVocabularyTokenized)
class ChannelWords:
    """The ways that a document can leave: ours first, then what others registered."""

    @property
    def _now(self) -> SimpleVocabulary:
        further = [
            SimpleTerm(name, name, channel.title)
            for name, channel in getUtilitiesFor(IDeliveryChannel)
            if name not in OUR_CHANNELS
        ]
        further.sort(key=lambda term: term.token)
        return SimpleVocabulary([*OUR_CHANNELS, *further])

    def __iter__(self) -> Iterator[SimpleTerm]:
        """See IVocabulary."""
        return iter(self._now)

    def __len__(self) -> int:
        """See IVocabulary."""
        return len(self._now)

    def __contains__(self, value: object) -> bool:
        """See IVocabulary."""
        return value in self._now

    def getTerm(self, value: str) -> SimpleTerm:
        """See IVocabulary."""
        return self._now.getTerm(value)

    def getTermByToken(self, token: str) -> SimpleTerm:
        """See IVocabularyTokenized."""
        return self._now.getTermByToken(token)


CHANNEL_WORDS = ChannelWords()


def offered_channels(document: IOnlineDocument) -> list[str]:
    """Return the ways that a document can leave, without those that are gone."""
    return [name for name in document.channels or () if name in CHANNEL_WORDS]


def channel_title(name: str) -> Message | str:
    """Return what a channel is called; its name when nobody brings it any more."""
    return CHANNEL_WORDS.getTerm(name).title if name in CHANNEL_WORDS else name


LEVEL_WORDS = words(
    none=_("level_none", default="none"),
    low=_("level_low", default="low"),
    substantial=_("level_substantial", default="substantial"),
    high=_("level_high", default="high"),
)
THEME_WORDS = words(
    population=_("theme_population", default="Population and address"),
    civil=_("theme_civil", default="Civil status"),
    criminal=_("theme_criminal", default="Criminal records"),
    living=_("theme_living", default="Living and mobility"),
    other=_("theme_other", default="Other"),
)


@provider(IContextSourceBinder)
def clerk_groups(context) -> SimpleVocabulary:
    """Return the groups of the site by their titles.

    The group that a document names already is among them, though it is gone.
    """
    named = getattr(context, "clerk_group", None)
    titles = {named: named} if isinstance(named, str) and named else {}
    for group in api.group.get_groups():
        if group.getId() != EVERYBODY:
            title = group.getProperty("title", "") or group.getId()
            titles[group.getId()] = title
    ordered = sorted(titles.items(), key=lambda found: found[1].casefold())
    return SimpleVocabulary([SimpleTerm(id, id, title) for id, title in ordered])


@provider(IContextSourceBinder)
def rights_to_need(context) -> SimpleVocabulary:
    """Return the rights of the site's applications by their names.

    A right that a document names already is among them, though it is gone.
    """
    named = getattr(context, "right_needed", None)
    titles = {named: named} if isinstance(named, str) and named else {}
    language = api.portal.get_current_language()[:2]
    for application in own_applications():
        for right in application.rights:
            words = (name_in(one.names, language) for one in (application, right))
            titles[right.code] = ": ".join(words)
    return SimpleVocabulary(
        [SimpleTerm(code, code, title) for code, title in titles.items()]
    )
