"""The glossary of a project: looked into, kept, audited, added to from its texts, and exchanged with other programs."""
