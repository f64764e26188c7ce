"""Claims and entities: reading them, and refusing what the documents or the ontology do not bear out."""
