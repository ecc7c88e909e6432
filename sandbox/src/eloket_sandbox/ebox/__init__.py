"""The e-Box of the outside world: the product's own stand-in, which leads nowhere."""
