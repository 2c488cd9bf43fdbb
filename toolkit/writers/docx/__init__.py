"""Word documents: WordprocessingML built as text, packed by python-docx."""
