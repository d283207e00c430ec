"""Madang: a live-session server. Everybody in the room joins from a phone."""

__version__ = "0.1.0"
