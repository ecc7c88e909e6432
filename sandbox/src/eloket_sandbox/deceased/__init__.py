"""The register of deaths of the example municipality, and how to ask one by SQL.

An example to start from: docs/configuration/deceased.md.
"""
