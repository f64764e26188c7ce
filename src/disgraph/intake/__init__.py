"""Intake of documents: from a file to a plain text with its positions in the file, and to an entry in the catalogue; and retraction."""
