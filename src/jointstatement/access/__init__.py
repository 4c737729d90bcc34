"""Who may load: a thing is found among those that this person may see, by its id, or not at all."""
