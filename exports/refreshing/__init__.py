"""Refresh the quotes of a draft that its author went on writing in; every other byte stays as it is."""
