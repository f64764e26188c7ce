"""The command line: options in, one call, values out as text."""
