"""Find what tells who somebody is, and put a pseudonym or a category in its place, in the same case."""
