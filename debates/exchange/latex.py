"""LaTeX in the fields of BibTeX: read as text, and text written so that it is read back."""

import re
from functools import cache
from typing import Any

LONGEST = 20_000
SPECIAL = re.compile(r"[\\$~]|--|``|''|[?!]`|<<|>>|,,")
BRACES = str.maketrans("", "", "{}")
UNESCAPED = re.compile(r"(?<!\\)([%&#])")
DOLLAR = re.compile(r"(?<!\\)\$")
ESCAPED = re.compile(r"\\([%&#_~{}$^])")
IN_BRACES = re.compile(r"\{([^{}\\]*)\}\Z")

CIRCUM = r"\textasciicircum{}"
NEW_LINE = r"\newline{}"
WRITTEN = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": CIRCUM,
        "\n": NEW_LINE,
        **{char: f"\\{char}" for char in "{}%&#$_"},
    }
)
# Two of these in a row would be read as one character.
LIGATURE = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)|<(?=<)|>(?=>)|,(?=,)")


def plain(latex: str) -> str:
    """What LaTeX prints for this, as text; formulas stay, and so does what is none."""
    if not SPECIAL.search(latex):
        return latex.translate(BRACES)
    if NEW_LINE in latex:
        return "\n".join(plain(line) for line in latex.split(NEW_LINE))
    latex = latex.replace(CIRCUM, "^")  # The decoder makes it another character.
    # In the files that people have, these are seldom escaped and always meant.
    latex = UNESCAPED.sub(r"\\\1", latex)
    if len(DOLLAR.findall(latex)) % 2:
        latex = DOLLAR.sub(r"\\$", latex)
    string, decoder, library = _decoder()
    decoded = decoder.transform_string(string(key="value", value=latex), library)
    return str(getattr(decoded, "value", latex))


def verbatim(latex: str) -> str:
    """An address or a number, in which LaTeX has nothing to say but for what is escaped."""
    bare = IN_BRACES.match(latex.removeprefix(r"\url").strip())
    latex = bare[1] if bare else latex
    unescaped = ESCAPED.sub(r"\1", latex)
    return plain(latex) if "\\" in unescaped else unescaped


def escaped(text: str) -> str:
    """The LaTeX that prints this text."""
    return LIGATURE.sub(r"\g<0>{}", text.translate(WRITTEN))


def escaped_verbatim(text: str) -> str:
    return escaped(text) if set("{}\\") & set(text) else text


@cache
def _decoder() -> tuple[Any, Any, Any]:
    # Only the worker and commands read BibTeX: the web server never loads the parser.
    from bibtexparser.library import Library
    from bibtexparser.middlewares import LatexDecodingMiddleware
    from bibtexparser.model import String

    return String, LatexDecodingMiddleware(), Library()
