"""A document with its form as one file: written to keep or to share, read as a draft.

The format is ours and says only what we do: no models of easyform, no expressions, no
actions. What a file may hold stands in lists here; all else is refused, whoever sends
it.
"""
