"""Software eID cards: made and used without a line of the code that checks them."""
