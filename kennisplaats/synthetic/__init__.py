"""Items without meaning, in any number, to find out how the portal behaves with many."""

SLUG_PREFIX = "synthetisch-"
