"""From the text of a document to drafts of claims. Nothing here reads the reviewed claims."""
