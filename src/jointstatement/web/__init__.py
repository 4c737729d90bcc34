"""The door: pages, the JSON interface and what stands before them. The only room that knows litestar, besides app.py."""
