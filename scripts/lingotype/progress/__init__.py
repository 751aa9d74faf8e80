"""How far each translation is: catalogues in, counts out, no disk."""
