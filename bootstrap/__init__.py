"""
What start.py needs before and around Django: standard library only, readable by Python 3.8.

No module here imports the project or a package from the requirements: those may not be there yet.
"""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
