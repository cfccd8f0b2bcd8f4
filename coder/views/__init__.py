"""Show a project: the window, its panels and its reading view."""
