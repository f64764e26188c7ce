"""Claims and entities: their files, and the checks that reject what documents or ontology do not support."""
