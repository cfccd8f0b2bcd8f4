"""Show a project in a window and on the command line; the only room where Qt lives."""
