"""Keep one project in one file: its values, commands, store, importers and search."""
