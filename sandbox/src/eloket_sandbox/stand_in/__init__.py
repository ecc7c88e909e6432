"""What the sandbox adds to pages of the e-loket: a stand-in for card reader and card.

Only the ``site.zcml`` that ``make start`` writes includes it.
"""
