"""What clerks must be allowed to, for the pages and the calls of this room."""

READ_CARDS = "collective.eloket: Read cards at the counter"
DECIDE_ADDRESSES = "collective.eloket: Decide on addresses"
