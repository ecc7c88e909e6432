"""Where a form is sent, where it is kept meanwhile, and how the answer can leave."""

from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.strangers import ways_of
from urllib.parse import urlencode
from zope.i18nmessageid import Message


class FormWays:
    """Mixed into the form page; forms of another kind say otherwise."""

    #: Does an editor only try the form? See ``trialpage``.
    is_trial = False

    #: Does who fills it in stay without signing in?
    is_stranger = False

    def own_url(self, **query: object) -> str:
        """Return where this form shows itself once more, by GET."""
        return f"{self.request['URL']}?{urlencode(query)}"

    @property
    def action_url(self) -> str:
        """Where the form is sent."""
        return f"{self.context.absolute_url()}/aanvraag"

    def channels(self) -> list[tuple[str, Message]]:
        """The ways by which the answer can leave; to a stranger, those on paper."""
        offered = words.channels_of(self.context)
        if not self.is_stranger:
            return offered
        return [pair for pair in offered if pair[0] in ways_of(self.context)]

    @property
    def shown_channel(self) -> str:
        """How the answer leaves if nobody says more."""
        if self.is_stranger:
            return self.channel or ways_of(self.context)[0]
        return super().shown_channel

    def hidden_fields(self) -> list[tuple[str, str]]:
        """What the form carries beside what all forms do, as (name, value)."""
        return []

    @property
    def draft_url(self) -> str | None:
        """Where what is typed is kept meanwhile; None: nowhere."""
        capacity = self.session.capacity
        return f"{self.context.absolute_url()}/@eloket-draft?als={capacity}"

    @property
    def may_stop(self) -> bool:
        """Is there *Keep and stop*? Only where it can be found again."""
        return self.draft_url is not None
