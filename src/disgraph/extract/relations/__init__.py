"""Claims by rules: relations, quotations and figures."""
