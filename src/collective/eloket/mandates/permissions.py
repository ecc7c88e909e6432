"""Permissions that pages and services of this room share."""

VERIFY_FAMILIES = "collective.eloket: Verify family members"
