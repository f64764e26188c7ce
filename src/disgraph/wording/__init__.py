"""Where facts become sentences: templates, numbers, units, dates and lists."""
