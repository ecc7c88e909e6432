"""Calls of the mandates."""
