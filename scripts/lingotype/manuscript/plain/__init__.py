"""Plain text, in which nothing marks a heading or a list."""
