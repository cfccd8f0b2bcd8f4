"""Give the window's lists their rows."""
