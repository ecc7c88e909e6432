"""Layers for tests: a real classic site, with the e-loket in it."""

from collective.eloket.settings import environment
from pathlib import Path
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.classicui.testing import ANSWERS
from plone.classicui.testing import BaseFixture
from plone.testing.zope import WSGI_SERVER_FIXTURE

import os
import shutil
import tempfile


#: argon2id for tests; nobody's password is kept.
QUICK = {"time_cost": 1, "memory_cost": 256, "parallelism": 1}


class ClassicFixture(BaseFixture):
    """A Dutch classic site, as `make start` makes it."""

    SITES = (
        (
            "classic",
            {
                **ANSWERS,
                "default_language": "nl",
                "portal_timezone": "Europe/Brussels",
                "setup_content": False,
            },
        ),
    )


CLASSIC_FIXTURE = ClassicFixture()


class EloketLayer(PloneSandboxLayer):
    """The classic site with the default profile and a data folder of its own."""

    defaultBases = (CLASSIC_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        """Point the product at a data folder of this run, then load it."""
        self["eloket_folder"] = folder = Path(tempfile.mkdtemp(prefix="eloket-test-"))
        self["eloket_environ"] = dict(os.environ)
        os.environ["ELOKET_KEYS"] = str(folder / "keys.json")
        os.environ["ELOKET_SIDE_STORE"] = f"sqlite:///{folder / 'side.sqlite'}"
        os.environ["ELOKET_SANDBOX"] = "1"
        import collective.eloket

        self.prepare_folder()
        self.make_passwords_cheap()
        self.loadZCML(package=collective.eloket)

    def make_passwords_cheap(self) -> None:
        """Hash passwords quickly: with the care of a real site each takes 0.1 s."""
        from collective.eloket.accounts import passwords

        self["eloket_hasher"] = passwords.HASHER
        passwords.HASHER = type(passwords.HASHER)(**QUICK)

    def prepare_folder(self) -> None:
        """Write the key ring of this run, as `eloket-keys` would."""
        from collective.eloket.vault import commands

        commands.write_new_ring(environment().keys)

    def setUpPloneSite(self, portal):
        """Install the e-loket."""
        portal.portal_workflow.setDefaultChain("simple_publication_workflow")
        applyProfile(portal, "collective.eloket:default")
        # clerks of tests come by Basic; tests/cases/test_clerk_level.py asks for more
        portal.portal_registry["collective.eloket.cases.clerk_level"] = "none"

    def tearDownZope(self, app):
        """Forget the data folder, and be careful with passwords again."""
        from collective.eloket.accounts import passwords

        passwords.HASHER = self["eloket_hasher"]
        os.environ.clear()
        os.environ.update(self["eloket_environ"])
        shutil.rmtree(self["eloket_folder"], ignore_errors=True)


ELOKET_FIXTURE = EloketLayer()

INTEGRATION_TESTING = IntegrationTesting(
    bases=(ELOKET_FIXTURE,), name="EloketLayer:Integration"
)
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(ELOKET_FIXTURE, WSGI_SERVER_FIXTURE), name="EloketLayer:Functional"
)
