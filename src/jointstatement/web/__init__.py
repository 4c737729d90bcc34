"""The door: pages, the JSON interface and what stands before them. Only this room and app.py know litestar."""
