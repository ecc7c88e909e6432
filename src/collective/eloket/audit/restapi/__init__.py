"""Calls of the audit."""
