"""Pages on which citizens find a document and ask for it."""
