"""Who is told: sends what the record has noted, after the fact and never inside an action."""
