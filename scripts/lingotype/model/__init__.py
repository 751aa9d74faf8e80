"""The values that every room speaks of; nothing here reads a disk or knows a format."""
