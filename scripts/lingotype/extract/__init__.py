"""From the text to the templates."""
