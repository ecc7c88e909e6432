"""What is wrong between us and a provider? Tried out, and said in words."""
