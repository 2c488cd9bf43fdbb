"""Word documents: WordprocessingML built as text, and packed into a template that lies unpacked."""
