"""Carry an excerpt to print: the verbatim words, the edits a reader may see, and who has approved just that text."""
