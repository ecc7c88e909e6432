"""Permissions that pages of this room share."""

MANAGE_RETENTION = "collective.eloket: Manage retention"
