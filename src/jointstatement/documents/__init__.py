"""Files in and out. Knows text and terms, and no database."""
