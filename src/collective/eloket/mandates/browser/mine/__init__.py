"""*Mijn volmachten*: what waits for a manager, and the rights that one gives."""
