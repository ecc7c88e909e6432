"""Calls about letters."""
