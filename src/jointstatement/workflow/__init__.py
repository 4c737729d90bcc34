"""What may happen: workflow files, guards that answer in words, and who may do what."""
