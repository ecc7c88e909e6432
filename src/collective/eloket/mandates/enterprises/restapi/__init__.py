"""Calls about rights for organisations."""
