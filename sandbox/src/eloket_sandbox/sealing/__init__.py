"""The seal of the example municipality, and an authority that stamps the time."""
