"""Whom do we call, and how long may the answer take?"""
