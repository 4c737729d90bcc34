"""The same acts and reads as JSON, under /api/v1."""
