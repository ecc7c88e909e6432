"""What do letters of a document say? Words of an editor, with fields between them."""
