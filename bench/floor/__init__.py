"""The floor: Django with almost nothing in it, which sends the bytes of a page of the portal."""
