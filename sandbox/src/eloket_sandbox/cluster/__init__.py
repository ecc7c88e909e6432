"""`make start-cluster`: production's files on one machine, to try them."""
