"""House rules of what the site shows: what stands in a template, and who may enter."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from tests.ours import ACTIONS, ROOT, named, tree_of

TEMPLATES = sorted(ROOT.joinpath("templates").rglob("*.html"))

# --- Templates ---

INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.S),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", re.S),
    "style element": re.compile(r"<style\b"),
    "event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.S),
    "hx-on": re.compile(r"\bhx-on\b"),
    "script value": re.compile(r"""=\s*["']?\s*(js|javascript):"""),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_keep_to_the_content_security_policy(path: Path) -> None:
    text = path.read_text()
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


class Texts(HTMLParser):
    """The texts that people see between the tags and in the attributes of a template."""

    SEEN = {"alt", "aria-label", "placeholder", "title"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in self.SEEN]


MARKED = re.compile(
    r"\{%-?\s*(trans|blocktranslate|blocktrans)\b.*?\{%-?\s*end(trans|blocktranslate|blocktrans)\b.*?%\}"
    r"|\{%-?\s*set\b.*?%\}(?:.*?\{%-?\s*endset\s*-?%\})?"
    r"|\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}",
    re.S,
)
MADE = "\x1a"
MADE_TAG = re.compile(rf"</?{MADE}[^<>]*>|{MADE}[a-z]+/?\">|{MADE}")
# Ours by name, and words of protocols.
BRAND = {"Dialectic", "Dialec", "tic", "JSON", "API", "DOI", "Authorization", "Bearer"}


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_text_of_a_template_can_be_translated(path: Path) -> None:
    texts = Texts()
    # A tag whose name or end is made by the template has no texts that could be told apart.
    texts.feed(MADE_TAG.sub(" ", MARKED.sub(MADE, path.read_text())))
    bare = [word for text in texts.found for word in re.findall(r"[^\W\d_]{2,}", text)]
    assert [word for word in bare if word not in BRAND] == []


# --- Who may enter ---


def test_what_writes_is_never_open_to_visitors() -> None:
    """Views are private unless they say `login_not_required`, and none of these says it."""
    assert any(
        isinstance(one, type) and issubclass(one, LoginRequiredMiddleware)
        for one in map(import_string, settings.MIDDLEWARE)
    )
    verbs = {
        node.name
        for path in ACTIONS
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    views = {pattern.callback for pattern in patterns(get_resolver())}
    pages = {view for view in views if view.__module__.startswith("debates.pages")}
    assert pages
    open_to_all = {view.__name__ for view in pages if not getattr(view, "login_required", True)}
    assert open_to_all & verbs == set()


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one
