"""The only door to collective.easyform: the model of a form, and nothing else of it.

Editors make forms with easyform's own editor. What citizens see and send is ours: one
reading of the model, one check of answers, for pages and REST alike.
"""
