"""*Waar bent u aangemeld?*: this browser and the others, and their end."""

from collective.eloket import _
from collective.eloket.accounts import elsewhere
from collective.eloket.accounts.browser.bar import means_name
from collective.eloket.accounts.browser.goals import text
from collective.eloket.accounts.device_list import devices_of
from collective.eloket.accounts.model import Device
from collective.eloket.accounts.model import OpenSession
from collective.eloket.accounts.open_sessions import sessions_of
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.session_rows import MOST
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import moment_of
from collective.eloket.http.dates import plain_day
from collective.eloket.parameters.words import LEVELS
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


#: What a form sends: the id of a browser, or anything for all but this one.
ONE = "end"
OTHERS = "end_others"
ENDED = _("notice_signed_out_there", default="You are signed out there.")
ENDED_OTHERS = _(
    "notice_signed_out_elsewhere",
    default="You are signed out everywhere else. Here you go on.",
)


class Places:
    """Mixed into the tab *Login*."""

    places_template = ViewPageTemplateFile("templates/profile_places.pt")

    @property
    def wants_to_end(self) -> bool:
        """Was a button of this part pressed?"""
        return bool({ONE, OTHERS} & set(self.request.form))

    def end(self) -> str:
        """Sign out where it was asked, for citizens; return where to go on.

        :raises NotSignedInError: no citizen.
        :raises DeviceUnknownError: nothing of theirs is called that.
        """
        session = self.require_citizen()
        if OTHERS in self.request.form:
            elsewhere.end_others(self.request, session)
            self.message(ENDED_OTHERS)
        else:
            elsewhere.end_one(session, text(self.request.form[ONE]))
            self.message(ENDED)
        return f"{self.desk_url}/mijn-profiel-login"

    @property
    def places(self) -> str:
        """The part of the page; nothing for who came in by Plone's own login."""
        return self.places_template() if self.means_title else ""

    @property
    def means_title(self) -> Message | None:
        """How this session was begun, in words; None: by Plone's own login."""
        means = self.session.means
        return None if means is None else means_name(means)

    @property
    def level_title(self) -> Message:
        """How sure that is, in words."""
        return LEVELS[self.session.level]

    @property
    def started_text(self) -> Message:
        """When this session began, in words."""
        return self.moment(self.session.started)

    @Lazy
    def devices(self) -> list[Device]:
        """The browsers that stay signed in; none of members of the site."""
        if not self.holder.is_citizen:
            return []
        return devices_of(self.request, self.holder.user_id)

    @property
    def this_device(self) -> Device | None:
        """What is kept of this browser, if it stays signed in."""
        return next((one for one in self.devices if one.is_this), None)

    @property
    def other_devices(self) -> list[Device]:
        """What is kept of the others."""
        return [one for one in self.devices if not one.is_this]

    @Lazy
    def other_sessions(self) -> list[OpenSession]:
        """The sessions elsewhere that do not stay; none of members of the site."""
        if not self.holder.is_citizen:
            return []
        found = sessions_of(self.holder.user_id)
        return [one for one in found if one.id != self.session.sid]

    @property
    def most_listed(self) -> int | None:
        """So many sessions are listed where there may be more; else None."""
        return MOST if len(self.other_sessions) >= MOST - 1 else None

    def by(self, session: OpenSession) -> Message:
        """Return how a session was begun, in words."""
        return means_name(session.means)

    @property
    def idle_minutes(self) -> int:
        """After so many minutes without use a session ends."""
        idle, _absolute = session_limits()
        return int(idle.total_seconds() // 60)

    @property
    def longest_hours(self) -> int:
        """After so many hours every session ends."""
        _idle, absolute = session_limits()
        return int(absolute.total_seconds() // 3600)

    def moment(self, moment) -> Message:
        """Return a moment in words."""
        return moment_of(moment, self.request["LANGUAGE"])

    def since(self, device: Device) -> str:
        """Return the day since which a browser stays signed in."""
        return plain_day(local_time(device.since).date(), self.request["LANGUAGE"])
