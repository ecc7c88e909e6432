"""`make start`: a whole e-loket on this machine, from one command."""
