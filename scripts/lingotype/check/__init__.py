"""Messages -> findings: what a reviewer should see of a translation, and what no build may read."""
