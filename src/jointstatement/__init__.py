"""Drafting, negotiating and adopting multilateral joint statements."""

__version__ = "0.1.0"
