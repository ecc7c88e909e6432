"""Which letters go by post, and which were printed? Batches for the mail room."""
