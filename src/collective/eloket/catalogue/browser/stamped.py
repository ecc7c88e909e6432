"""The stamp of a form: whom it was made for, so that no answers of theirs are lost."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.service import read_stamp
from collective.eloket.accounts.service import stamp_for
from collective.eloket.accounts.stamps import Stamp
from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.browser.fields import FormFields
from collective.eloket.errors import EloketError
from collective.eloket.http import csrf
from collective.eloket.http.errors import ForeignRequestError
from collective.eloket.http.view import EloketView
from collective.eloket.mandates.errors import CapacityChangedError
from collective.eloket.mandates.service import CITIZEN

import transaction


class StampedForm(FormFields, EloketView):
    """The part of a form page that knows whose form it is, when nobody is there."""

    #: Was the form made in a session that is over, so that it must be sent again?
    stale = False

    def again(self, error: EloketError) -> str:
        """Show the form with everything that was typed; see FormPage."""
        raise TypeError(f"{type(self).__name__} shows no form")

    def check_capacity(self) -> None:
        """Keep what was typed for another capacity with that one, and send nothing.

        :raises CapacityChangedError: the form was made for another one than of now.
        """
        stamp = self.find_stamp()
        made_as = CITIZEN if stamp is None else stamp.capacity
        if made_as != self.session.capacity:
            self.draft = None if stamp is None else self.keep(stamp)
            raise CapacityChangedError

    def refuse(self, error: EloketError):
        """Refuse, but let no answers go for a session that is over."""
        if isinstance(error, ForeignRequestError):
            stamp = self.find_stamp()
            user = self.session.user_id
            if stamp is not None and user is None:
                return self.keep_and_sign_in(stamp)
            if stamp is not None and user == stamp.user_id:
                self.stale = True
                self.draft = self.keep(self.session)
                return self.again(error)
        return super().refuse(error)

    def find_stamp(self) -> Stamp | None:
        """Return whom the form was made for, if it is one of ours and from here."""
        form = self.request.form
        try:
            csrf.check_same_origin(self.request)
        except ForeignRequestError:
            return None
        return read_stamp(form.get("stempel"), form.get(csrf.FIELD), self.place)

    def keep_and_sign_in(self, stamp: Stamp):
        """Keep the answers for whom the form was made for, who must sign in first."""
        transaction.doom()
        if stamp.trusted:
            self.keep(stamp)
        else:
            handle = cookies.begin_aside(self.request)
            drafts.keep_for_stranger(handle, stamp, self.context, self.typed(None))
        return self.redirect(self.sign_in_url(), status=303)

    @property
    def place(self) -> str:
        """What the stamp of this form is good for."""
        return f"form:{self.context.UID()}"

    @property
    def stamp(self) -> str:
        """Value of the hidden field ``stempel``."""
        return stamp_for(self.session, self.place)
