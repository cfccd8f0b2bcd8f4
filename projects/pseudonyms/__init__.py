"""Do with a project and its key file: put substitutes in the place of names, take them back, destroy the key."""
