"""Texts as people type them: made fit to keep, and rendered once, when they are written."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache

import nh3
from django.utils.html import escape
from django.utils.text import Truncator
from markdown_it import MarkdownIt
from markdown_it.token import Token

ARGUMENT_NUMBER = re.compile(r"(?<![\w&/#])#([1-9]\d{0,17})\b")
MOST_LINKS = 50

# What Unicode calls a letter or a symbol, and shows as nothing.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})

TAGS = {
    *("a", "p", "br", "hr", "strong", "em", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"),
}


def is_readable(text: str) -> bool:
    """False for a text that PostgreSQL or a browser cannot hold: NUL, lone surrogates."""
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def has_something_visible(text: str) -> bool:
    return any(char not in BLANK and unicodedata.category(char) not in INVISIBLE for char in text)


def as_line(text: str) -> str:
    """One line of plain text in NFC, its white space folded to single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def as_lines(text: str) -> str:
    """A text of several lines in NFC, with `\\n` for every line end."""
    return unicodedata.normalize("NFC", "\n".join(text.splitlines())).strip("\n")


@cache
def _markdown() -> MarkdownIt:
    # Reference links can blow 40 kB up to 100 MB; pictures would call on other hosts.
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(
        ["reference", "image"]
    )


def argument_numbers(text: str) -> list[int]:
    """The arguments that a Markdown text names as `#123`, each once, 50 at most; none in code."""
    found: dict[int, None] = {}
    if "#" not in text:  # Parsing takes longer than anything else in a short reply.
        return []
    for token in _texts(_markdown().parse(text)):
        found.update((int(number), None) for number in ARGUMENT_NUMBER.findall(token.content))
    return list(found)[:MOST_LINKS]


def render(text: str, linked: Collection[int] = ()) -> str:
    """Markdown as safe HTML; `#123` becomes a link for every number in `linked`.

    Headings begin at the fourth level, below those of the page.
    """
    if not text:
        return ""
    markdown = _markdown()
    tokens = markdown.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 3, 6)}"
    for token in list(_texts(tokens)):
        _link_arguments(token, linked)
    return nh3.clean(
        markdown.renderer.render(tokens, markdown.options, {}),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )


def excerpt(html: str) -> str:
    """How a rendered text begins, in 80 words; blank when that is all of it."""
    if len(html) < 240:  # So short a text is shown whole.
        return ""
    begins = str(Truncator(html).words(80, html=True))
    return begins if len(begins) < len(html) else ""


def _texts(tokens: Sequence[Token]) -> list[Token]:
    """The pieces of plain text, outside code and links."""
    texts, links = [], 0
    for token in tokens:
        for child in token.children or ():
            links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            if child.type == "text" and not links:
                texts.append(child)
    return texts


def _link_arguments(token: Token, linked: Collection[int]) -> None:
    def link(match: re.Match[str]) -> str:
        number = int(match[1])
        return f'<a href="/arguments/{number}/">#{number}</a>' if number in linked else match[0]

    # What is not a link is escaped as the renderer would have done.
    escaped = escape(token.content)
    if (linked_text := ARGUMENT_NUMBER.sub(link, escaped)) != escaped:
        token.type, token.content = "html_inline", linked_text


def title_key(title: str) -> str:
    """What a title is found by, 200 characters at most: the same for all ways to write it."""
    return letters_of(title)[:200]


def letters_of(text: str) -> str:
    """The letters and digits of a text in one case. A text without any stands for itself."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, bare)) or text
