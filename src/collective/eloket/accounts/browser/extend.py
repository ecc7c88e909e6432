"""*Blijf aangemeld*: the citizen is still there."""

from collective.eloket.accounts.browser.goals import GoalView


class ExtendView(GoalView):
    """Leads back to the page; that somebody clicked keeps the session alive.

    Every request does so. This one is for who reads on and clicks nothing else.
    """

    def respond(self) -> str:
        """Return a redirect; a GET leads to the same place and extends nothing more."""
        self.require_citizen()
        return self.redirect(self.goal, status=303 if self.posted else 302)
