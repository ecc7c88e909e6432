"""Calls of whoever answers for personal data."""
