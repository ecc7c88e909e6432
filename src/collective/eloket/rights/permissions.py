"""Permissions that pages of this room share."""

MANAGE_RETENTION = "collective.eloket: Manage retention"
VIEW_REGISTER = "collective.eloket: View processing register"
