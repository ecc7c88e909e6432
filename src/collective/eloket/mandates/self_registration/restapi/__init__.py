"""Calls about requests for rights."""
