"""Tests in a real browser, of the real server; a package, so that both stop when it is done."""
