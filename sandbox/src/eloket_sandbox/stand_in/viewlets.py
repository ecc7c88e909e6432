"""The script that plays the browser's extensions, from the sandbox's own address."""

from plone.app.layout.viewlets.common import ViewletBase

import os


#: Address of the sandbox; ``make start`` sets it.
VARIABLE = "ELOKET_SANDBOX_ADDRESS"


class ReaderViewlet(ViewletBase):
    """Loads the stand-in on pages of the e-loket, as extensions load themselves."""

    def render(self) -> str:
        """Return the links; nothing where nobody said where the sandbox is."""
        address = os.environ.get(VARIABLE)
        if not address:
            return ""
        static = f"{address}/static/card-reader"
        return (
            f'<link rel="stylesheet" href="{static}.css" />'
            f'<script defer="defer" src="{static}.js"></script>'
        )
