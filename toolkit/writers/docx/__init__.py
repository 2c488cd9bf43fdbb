"""Word documents: WordprocessingML built as text, and a zip."""
