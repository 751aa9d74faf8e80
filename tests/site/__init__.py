"""The published sites as a whole: what readers, screen readers and search engines meet."""  # noqa: A005
