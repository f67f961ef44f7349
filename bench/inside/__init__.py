"""What is done in a process of its own with Django on one database; answers in JSON."""
