"""Text as people type it, made fit to store, to compare and to search."""

import re
import unicodedata
from collections.abc import Iterator

# Overrides of the writing direction can make a text look like another one; a soft hyphen or
# a space without width, pasted along from a web page, hides a word from whoever searches it.
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WITHOUT_WIDTH = "\u00ad\u200b\u2060\ufeff"
_UNSEEN = dict.fromkeys(map(ord, _BIDI + _WITHOUT_WIDTH))
_NEW_LINE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# No script stacks more accents on a letter (UAX 15); composing a longer run costs its square.
_MOST_ACCENTS = 30

_LONGEST_WORD = 60
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def clean(text: str, *, max_length: int | None = None) -> str:
    """
    Return ``text`` in NFC without what no reader can see, trimmed.

    Removed are control characters (not tab), lone surrogates, characters without
    width and overrides of the writing direction; every kind of line end becomes
    a newline. Longer than ``max_length`` characters is cut. One pass over the text.
    """
    if max_length is not None:
        text = text[: max_length * 4]  # what is thrown away need not be looked at
    visible = _visible(_NEW_LINE.sub("\n", text).translate(_UNSEEN))
    return unicodedata.normalize("NFC", "".join(visible).strip())[:max_length].strip()


def _visible(text: str) -> Iterator[str]:
    accents = 0
    for char in text:
        accents = accents + 1 if unicodedata.combining(char) else 0
        if accents <= _MOST_ACCENTS and (
            char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}
        ):
            yield char


class _Folding(dict[int, str]):
    """
    What a character becomes, worked out when it is first met.

    Character by character, because taking apart a whole text costs the square
    of the accents in a row. Other scripts are not kept: there is no end to them.
    """

    # Joiners tie letters together: like a soft hyphen or an accent they end no word.
    NOTHING = _BIDI + _WITHOUT_WIDTH + "\u200c\u200d" + "'’‘`´ʼ′＇"
    # Latin letters that Unicode does not take apart, as Dutch readers would type them.
    LETTERS = str.maketrans(
        {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
        | {"ı": "i"}
    )

    def __missing__(self, code: int) -> str:
        # Taken apart before the change of case, which misses the capitals in "℡".
        parts = unicodedata.normalize("NFKD", chr(code))
        letters = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Me"})
        if not letters or chr(code) in self.NOTHING:
            folded = ""
        else:
            folded = _NOT_A_WORD.sub(" ", letters.casefold().translate(self.LETTERS))
        if folded != " ":
            self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """
    Return ``text`` as lower-case ASCII words with single spaces.

    "Financiële zzp’ers" becomes "financiele zzpers": both databases compare
    such text in the same way, whatever their collation. Never more than twice
    as long as ``text``, so that a column of that size holds it.
    """
    return " ".join(text.translate(_FOLDING).split())[: 2 * len(text)].strip()


def words(text: str, *, most: int = 12) -> list[str]:
    """Return the folded words of ``text``, each once, at most ``most`` of them."""
    found = (word[:_LONGEST_WORD] for word in fold(text).split())
    return list(dict.fromkeys(found))[:most]
