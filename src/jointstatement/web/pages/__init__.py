"""The pages, one module per noun. Each ends in `handlers`, the list that app.py opens."""
