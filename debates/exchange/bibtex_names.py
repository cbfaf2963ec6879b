"""Names of people and bodies as BibTeX writes them: `von Last, Jr, First and {A Body}`."""

import re

from debates.exchange.latex import escaped, plain

BRACED = re.compile(r"\{((?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.|\{[^{}]*\})*\})*)\}\Z", re.S)
"""One group in braces and nothing beside it, as deep as names go."""
AND_BACKSLASH = re.compile(r"\sand\s+(?=\\)", re.I)
OTHERS = "others"

Name = dict[str, str]


def read_names(latex: str) -> list[Name]:
    """The people of a field, in their order. "and others" is a name of its own: others."""
    # Only the worker and commands read BibTeX: the web server never loads the parser.
    from bibtexparser.middlewares.names import split_multiple_persons_names

    # The parser loses a backslash that a name after "and" begins with.
    latex = AND_BACKSLASH.sub(r"\g<0>{}", latex)
    found = [_name(one) for one in split_multiple_persons_names(latex)]
    return [name for name in found if name]


def written_names(names: list[Name]) -> str:
    """A field that reads back as these names."""
    return " and ".join(_written(name) for name in names)


def _name(latex: str) -> Name:
    from bibtexparser.middlewares.names import parse_single_name_into_parts  # As above.

    latex = latex.strip()
    if latex == OTHERS:
        return {"literal": OTHERS}
    if body := BRACED.match(latex):
        return _parts(literal=body[1])
    parts = parse_single_name_into_parts(latex, strict=False)
    von, last = parts.von, parts.last
    if not von and len(last) == 2 and BRACED.match(last[0]):
        von, last = last[:1], last[1:]  # `{La} Fontaine`: what would not be taken for a particle.
    return _parts(
        family=" ".join(last),
        given=" ".join(parts.first),
        suffix=" ".join(parts.jr),
        **{"non-dropping-particle": " ".join(von)},
    )


def _parts(**latex: str) -> Name:
    read = {name: " ".join(plain(part).split()) for name, part in latex.items()}
    return {name: part for name, part in read.items() if part}


def _written(name: Name) -> str:
    if "literal" in name:
        return OTHERS if name["literal"] == OTHERS else f"{{{escaped(name['literal'])}}}"
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    particle = " ".join(filter(None, particles))
    family, given, suffix = (name.get(part, "") for part in ("family", "given", "suffix"))
    if _reads_back(particle, family, suffix, given):
        return ", ".join(filter(None, (f"{particle} {family}".strip(), suffix, given)))
    # In braces no comma, blank or "and" of a name means anything.
    last = " ".join(f"{{{escaped(part)}}}" for part in (particle, family) if part)
    others = ([suffix] if suffix else []) + [given]
    return ", ".join([last, *(f"{{{escaped(part)}}}" for part in others)])


def _reads_back(particle: str, family: str, suffix: str, given: str) -> bool:
    """Whether BibTeX tells these parts of a name apart by commas and capitals alone."""
    together = " ".join((particle, family, suffix, given))
    particles, families = particle.split(" ") if particle else [], family.split(" ")
    return (
        escaped(together) == together
        and "," not in together
        and "and" not in together.lower().split()
        and (bool(given) or not (suffix or particle or len(families) > 1))
        and all(word[0].islower() for word in particles)
        and (all(word[0].isupper() for word in families) or not (particle or " " in family))
        and together.strip() != OTHERS
    )
