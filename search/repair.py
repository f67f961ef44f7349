"""Which known words somebody may have meant: typing errors and unfinished words."""

from collections.abc import Iterable

# Errors are sought in the first letters, where most words already differ from one another.
BEGINNING = 8
# A shorter word with one letter changed is as often another word.
SHORTEST = 5
LONG = 9


def rests(word: str) -> set[str]:
    """
    Return the beginning of ``word``, whole and without each of its letters.

    Two words that differ by one letter more, less or other, or by two that
    changed places, share at least one of these, so a plain index finds them.
    At most nine for a word. After W. Garbe's symmetric deletion.
    """
    start = word[:BEGINNING]
    longer = word[: BEGINNING + 1]
    return {start, *(longer[:at] + longer[at + 1 :] for at in range(len(longer)))}


def could_be(word: str, candidates: Iterable[tuple[str, int]]) -> list[str]:
    """
    Return the candidates (word, documents that have it) that ``word`` was meant to be.

    One error is near enough, and two in a word of nine letters and more; not in the
    first letter, which people seldom miss, unless it changed places with the second.
    The nearest comes first, then the one that most documents have.
    """
    if len(word) < SHORTEST:
        return []
    most = 2 if len(word) >= LONG else 1
    near = sorted(
        (errors, -documents, candidate)
        for candidate, documents in set(candidates)
        if candidate[0] == word[0] or candidate[:2] == word[1::-1]
        if (errors := distance(word, candidate, most=most)) <= most
    )
    return list(dict.fromkeys(candidate for _errors, _documents, candidate in near))


def distance(one: str, other: str, *, most: int) -> int:
    """
    Return the number of errors between two words, or ``most`` + 1 when there are more.

    An error is a letter more, less or other, or two neighbours that changed
    places (Damerau; optimal string alignment). Costs the product of the lengths.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        this = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(
                last[column] + 1, this[column - 1] + 1, last[column - 1] + (letter != wanted)
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        if min(this) > most:
            return most + 1
        before, last = last, this
    return last[-1]
