"""From the text of a document to proposed claims: text model, mentions, rules. Nothing here reads the reviewed claims."""
