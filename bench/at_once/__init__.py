"""
Many who save at the same instant: ``python -m bench.at_once`` from the root of the checkout.

Thirty people, each in a connection of their own, send what they typed to the production server
and its two processes, all at once and again and again: first each in an exercise of their own,
then all in one team meeting. Afterwards the database is read: whatever the server said that it
kept must be there once, at the seat of who sent it. ``--help`` lists the options.
"""
