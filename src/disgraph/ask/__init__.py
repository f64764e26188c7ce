"""Questions in plain language: what is asked, which facts answer it, and the query that gives the same rows."""
