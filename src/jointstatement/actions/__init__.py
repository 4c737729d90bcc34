"""What happens: the verbs that a chair or delegate would say. Each asks, changes and records."""
