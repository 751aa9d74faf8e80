"""From templates and catalogues to catalogues: values in, values out, no disk."""
