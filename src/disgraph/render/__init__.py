"""Answers as text, Markdown, HTML and JSON: each answer is written once as blocks, which three writers turn into a form."""
