"""
A light stemmer for Dutch: one stem for the forms of one word.

That an ending only goes beyond the first syllable (region R1) is an idea of the Dutch
Snowball stemmer, https://snowballstem.org/algorithms/dutch/stemmer.html. The rest is our
own: on texts of this field it found more than either Snowball algorithm, of which the newer
takes "gemeente" for "meen", "gezin" for "zin" and "begeleiding" for "beleid". And stems that
are stored must not change because a library or a database did.
"""

import re
from functools import lru_cache

# Stored stems are made anew when this changes: raise it with every rule or word below.
VERSION = 3

_SHORTEST = 4
_VOWELS = "aeiouy"
_FIRST_SYLLABLE = re.compile("[aeiouy][^aeiouy]")
# "tak" of "taken": one syllable with one vowel, of which the ending left one consonant.
_OPEN = re.compile("[^aeiouy]*[aeou][^aeiouhjwxy]")
_VOWEL = re.compile("[aeiouy]")
# The last letters of "eenzaam": one vowel twice, closed by a consonant.
_LONG = re.compile(r"([aeou])\1[^aeiouy]")

# Each stem with forms that no rule brings to it, or that a rule would bring to another word.
_IRREGULAR = {
    form: stem
    for stem, forms in {
        "app": "apps",
        "begin": "begint",
        "bestan": "bestaat",
        "dag": "dagen",
        "dak": "daken",
        "gemeente": "gemeente gemeenten gemeentes gemeentelijk gemeentelijke",
        "gewoonte": "gewoonte gewoonten gewoontes",
        "hoor": "hoort",
        "huur": "huurt",
        "keten": "keten ketens",
        "kind": "kinder",
        "kom": "komen",
        "leer": "leert",
        "lees": "leest",
        "lid": "leden kerkleden teamleden familieleden clubleden",
        "mantelzorg": "mantelzorger mantelzorgers",
        "ontstan": "ontstaat",
        "oudere": "oudere ouderen",  # an "ouder" is a parent
        "reden": "reden redenen",
        "ruimte": "ruimte ruimten ruimtes",
        "samen": "samen",
        "schaam": "schaamte",
        "stad": "steden",
        "teken": "teken tekens tekenen tekent",
        "tip": "tips",
        "uur": "uren",
        "weekend": "weekend weekends weekenden",
        "weg": "wegen",
        "zone": "zone zones",
    }.items()
    for form in forms.split()
}
# The same for whatever stands before it, as in "kleinkinderen", "raadsleden", "hulpverleners".
_IRREGULAR_ENDS = {
    "kinderen": "kind",
    "sleden": "slid",
    "centra": "centrum",
    "verlener": "verlen",
    "verleners": "verlen",
}

# What ends in s, or in ing, as it is.
_WITH_S = (
    *("ds", "gs", "hs", "is", "js", "ks", "ss", "ts", "ans", "ins", "ons"),
    *("eens", "grens", "medemens", "wens", "aas", "ees", "ias", "oos"),
    *("beurs", "hals", "impuls", "koers", "nieuws", "schaars", "vals"),
    *("adres", "ces", "expres", "gres", "les", "advies", "kies", "precies", "verlies"),
    *("bos", "chaos", "glas", "gras", "jas", "kas", "klas", "los", "pas", "tas", "was"),
)
_ENGLISH_PLURALS = ("budgets", "events", "experts", "kits", "pilots", "sheets", "trends")
_PLURAL = re.compile(r".*(?:[^aeious]|e|[^a]o|..a|eau)s")
_WITH_ING = ("houding", "korting", "rekening", "scholing", "viering", "zitting")
# "Amsterdamse", but not "Nederlandse": "Nederlands" is the language too.
_OF_TOWN = re.compile(".{5,}[glmnrtw]se")
# The t of "krijgt", after letters that no noun has before it; and that of "werkt" and "werkte",
# which nouns lose as well, all their forms alike.
_VERB_T = re.compile(".*(?:[dgm]|wijs|dien|ie[fl]|(?:aa|ee|eu|ij|oe|oo|ou|ui|uu)[fln])t")
_ANY_T = re.compile(".+kt|..+pt|.{5,}[flnr]t")

# "gesignaleerd" and "signaleerde", of verbs in -eren; "verkeerd" is of no verb any more.
_PAST_OF_EREN = re.compile("(?:ge)?(.{3,}[^k]eer)d(?:en?)?")

# "betaald" and "verdeelde", of which the long vowel tells that the d is no noun's.
_LONG_SOUND = "(?:aa|ee|eu|ie|ij|oe|oo|ui|uu)[lmnr]"
_PAST_WITH_BE = re.compile(f"((?!verkeer)(?:be|her|ont|onder|ver).*{_LONG_SOUND})d(?:en?)?")
# "uitgevoerd" and "aangepaste", of verbs that come apart; "overgewicht" is of none, nor is
# "aangelegenheid".
_PAST_APART = re.compile(
    "(?!.+(?:heid|heden))"
    "(aan|af|bij|door|in|mee|na|om|op|rond|samen|terug|toe|uit|vast|weg)ge(.{2,}[dt])(?:en?)?"
)
# Its d or t, after letters that it does not belong to: "aangemeld" is of "aanmelden".
_OF_PAST = re.compile(f".+[fkps]t|.+[bgvwz]d|.+{_LONG_SOUND}d|..+e[lnr]d|kend")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """
    Return what the forms of folded ``word`` have in common; not always a word itself.

    Words of up to three letters and words with a digit stay as they are.
    """
    return make_stem(word)


def make_stem(word: str) -> str:
    """Return `stem` of ``word`` without keeping it, for strings that may be no word at all."""
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if past := _PAST_OF_EREN.fullmatch(word) or _PAST_WITH_BE.fullmatch(word):
        return _as_at_the_end(past[1])
    if past := _PAST_APART.fullmatch(word):
        verb = past[1] + past[2]
        return _as_at_the_end(_closed(verb[:-1] if _OF_PAST.fullmatch(past[2]) else verb))
    for end, replacement in _IRREGULAR_ENDS.items():
        if word.endswith(end):
            return word.removesuffix(end) + replacement
    syllable = _FIRST_SYLLABLE.search(word)
    start = max(syllable.end(), 3) if syllable else len(word)
    bare = _without_en(_without_s(word), start)
    bare = _without_ing(_without_heid(bare), start)
    return _as_at_the_end(_without_t(bare, was_last=word.endswith("t")))


def _without_s(word: str) -> str:
    if word.endswith("heden"):
        return word[:-3] + "id"
    if _OF_TOWN.fullmatch(word):
        return word[:-2]
    is_plural = _PLURAL.fullmatch(word) and len(word) > _SHORTEST and not word.endswith(_WITH_S)
    return word[:-1] if is_plural or word.endswith(_ENGLISH_PLURALS) else word


def _without_en(word: str, start: int) -> str:
    if word.endswith(("eeen", "ieen")):
        return word[:-2]
    for ending in ("en", "e"):
        bare = word.removesuffix(ending)
        if len(word) > len(bare) >= start and bare[-1] not in _VOWELS:
            return _closed(bare)
    return word


def _without_heid(word: str) -> str:
    bare = word.removesuffix("heid")
    return word if len(bare) < _SHORTEST or word.endswith(("overheid", "scheid")) else bare


def _without_ing(word: str, start: int) -> str:
    bare = word[:-3]
    if (
        not word.endswith(("ing", "end"))
        or len(bare) < max(start, _SHORTEST)
        or word.endswith(_WITH_ING)
    ):
        return word
    return _closed(bare)


def _without_t(word: str, *, was_last: bool) -> str:
    has_t = _ANY_T.fullmatch(word) or (was_last and _VERB_T.fullmatch(word))
    return word[:-1] if has_t else word


def _closed(word: str) -> str:
    """Return ``word``, of which an ending was cut, as it is spelled without: "takk" as "tak"."""
    if len(word) >= _SHORTEST and word[-1] == word[-2] and word[-1] in "bdfgklmnprst":
        return word[:-1]
    return word[:-1] + word[-2:] if _OPEN.fullmatch(word) else word


def _as_at_the_end(word: str) -> str:
    """Return one spelling for "eenzaam" and "eenzam", for "huis" and "huiz"."""
    if _LONG.fullmatch(word[-3:]) and _VOWEL.search(word[:-3]):
        word = word[:-2] + word[-1]
    if word[-1] in "vz":
        word = word[:-1] + {"v": "f", "z": "s"}[word[-1]]
    return word
