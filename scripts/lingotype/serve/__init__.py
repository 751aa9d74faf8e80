"""The published sites over HTTP, on loopback."""
