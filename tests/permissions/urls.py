"""Every address that the portal answers, as the resolver knows it."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Url:
    """``name`` is how code refers to it; without a name it is the route itself."""

    name: str
    route: str


def every_url():
    return sorted(set(_below(get_resolver(), "", "")), key=lambda url: url.name)


def _below(resolver, namespace, before):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name}" if pattern.name else f"route {route}"
            yield Url(name, route)
        else:
            own = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _below(pattern, own, route)
