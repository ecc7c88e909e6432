"""Entries to record, made of one good value and changes."""

from collective.eloket.audit.model import AuditEntry


def entry(**changes) -> AuditEntry:
    values = {
        "actor": "clerk-1",
        "role": "clerk",
        "subject": "citizen-a",
        "action": "case.view",
        "object": "2026-7F3K-92QX",
        "purpose": "treatment",
        "means": "password",
    }
    return AuditEntry(**(values | changes))
