"""Looks whether what sources point at is still there, without ever reaching what is private."""
