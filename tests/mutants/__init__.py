"""Does a test go red when a check is taken out? `make mutants` tries it.

The table lies in ``areas/``, one file per area. See docs/developers/mutants.md.
"""
