"""Reads a page as a browser does, and the hooks of its lists as a script would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
    *("track", "wbr"),
}


@dataclass(eq=False)
class Element:
    tag: str
    attrs: dict[str, str | None] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self):
        """Return the words inside, with single spaces."""
        return " ".join("".join(self.texts()).split())

    def texts(self):
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()

    def __getitem__(self, name):
        return self.attrs[name]

    def walk(self):
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag=None, **attrs):
        """
        Return the elements inside with this ``tag`` and ``attrs``, in order.

        ``data_slug=True`` asks only for the attribute; ``class_`` is one class of several.
        """
        return [
            found
            for found in self.walk()
            if found is not self
            and tag in {None, found.tag}
            and all(found.has(name, value) for name, value in attrs.items())
        ]

    def one(self, tag=None, **attrs):
        [found] = self.all(tag, **attrs)
        return found

    def has(self, name, value):
        name = name.rstrip("_").replace("_", "-")
        if name == "class":
            return value in (self.attrs.get("class") or "").split()
        return name in self.attrs if value is True else self.attrs.get(name) == value


class _Builder(HTMLParser):
    """Builds the tree; a browser would mend what is nested wrongly, a test should not."""

    def __init__(self):
        super().__init__()
        self.open = [Element("document")]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"<{tag}> names an attribute twice: {names}"
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parse(response):
    builder = _Builder()
    builder.feed(response.content.decode())
    builder.close()
    [document] = builder.open
    return document


@dataclass(frozen=True)
class Choice:
    """A choice in a facet; ``n`` is how long the list is once it is chosen."""

    n: int
    label: str
    is_chosen: bool
    is_disabled: bool


class ListPage:
    """A list as its hooks describe it."""

    def __init__(self, response):
        assert response.status_code == 200
        self.response = response
        self.html = parse(response)

    @property
    def varies_by(self):
        return set(self.response["Vary"].split(", "))

    @property
    def count(self):
        return int(self.html.one(data_count=True)["data-count"])

    @property
    def slugs(self):
        """Return what the list has, without what is only related to what was asked."""
        shown = [found["data-slug"] for found in self.html.all(data_slug=True)]
        return shown[: len(shown) - len(self.related_slugs)]

    @property
    def related_slugs(self):
        """Return what stands under "Ook verwant", after the list."""
        return [
            found["data-slug"]
            for related in self.html.all(data_related=True)
            for found in related.all(data_slug=True)
        ]

    @property
    def choices(self):
        """Return every choice by (facet, value), in the order of the page."""
        return {
            (box["data-facet"], box["data-value"]): Choice(
                int(box["data-n"]),
                label.text,
                "checked" in box.attrs,
                "disabled" in box.attrs,
            )
            for label in self.html.all("label")
            for box in label.all("input", data_facet=True)
        }

    @property
    def chips(self):
        """Return what is chosen as (words, address of the list without it)."""
        return [
            (chip.text.removesuffix(", verwijder dit filter"), chip["href"])
            for chips in self.html.all("ul", aria_label="Gekozen filters")
            for chip in chips.all("a")
            if "kp-chip--clear" not in chip["class"]
        ]

    @property
    def ways_out(self):
        return [(chip.text, chip["href"]) for chip in self.html.all("a", class_="kp-chip--plain")]

    @property
    def notices(self):
        """Return what the list says about choices that do not exist."""
        return [
            found.text
            for alert in self.html.all("section", aria_labelledby="onbekend")
            for found in alert.all("p")
        ]

    @property
    def tabs(self):
        return {
            tab["data-value"]: int(tab["data-n"]) for tab in self.html.all("a", data_facet="kind")
        }
