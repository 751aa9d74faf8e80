"""From catalogues to sites: what must be built, how it is built, how it goes online whole."""
