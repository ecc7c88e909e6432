"""What stands around an e-loket, for trials and tests; never beside real data."""
