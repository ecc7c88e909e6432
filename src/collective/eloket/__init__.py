"""An e-loket (electronic desk) for a municipality's Plone site."""

from zope.i18nmessageid import MessageFactory


PACKAGE_NAME = "collective.eloket"

_ = MessageFactory(PACKAGE_NAME)
