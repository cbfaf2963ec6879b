"""What BibTeX and CSL-JSON both have, and what each calls it.

BibTeX means the fields of BibTeX and of its successor biblatex, whose names are read as well:
https://ctan.org/pkg/biblatex, chapter 2.
"""

TYPES = {
    "article": "article-journal",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "collection": "collection",
    "inproceedings": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "booklet": "pamphlet",
    "unpublished": "manuscript",
    "online": "webpage",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "periodical": "periodical",
    "inreference": "entry-encyclopedia",
    "standard": "standard",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "letter": "personal_communication",
    "movie": "motion_picture",
    "music": "song",
    "performance": "performance",
    "image": "graphic",
    "review": "review",
    "misc": "document",
}
"""The CSL type of each type of BibTeX."""
ALSO = {
    **dict.fromkeys(("conference", "incproceedings"), "inproceedings"),
    **dict.fromkeys(("bookinbook", "suppbook", "suppcollection"), "inbook"),
    **dict.fromkeys(("manual", "proceedings", "reference", "mvbook", "mvproceedings"), "book"),
    **dict.fromkeys(("www", "electronic", "webpage"), "online"),
    **{"report": "techreport", "mvcollection": "collection", "data": "dataset"},
    **{"legal": "legislation", "video": "movie", "audio": "music", "artwork": "image"},
}
"""Types that are read like another."""
SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""Kinds of articles that biblatex tells apart by `entrysubtype`; for types that BibTeX has not at
all, that field names the type of CSL, so that none is lost."""
GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}

LINES = {
    "title-short": ("shorttitle",),
    "container-title": ("booktitle", "journal", "journaltitle", "maintitle"),
    "container-title-short": ("shortjournal",),
    "collection-title": ("series",),
    "volume": ("volume",),
    "number-of-volumes": ("volumes",),
    "page": ("pages",),
    "number-of-pages": ("pagetotal",),
    "chapter-number": ("chapter",),
    "part-number": ("part",),
    "edition": ("edition",),
    "version": ("version",),
    "publisher": ("publisher", "school", "institution", "organization"),
    "publisher-place": ("address", "location"),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "genre": ("type",),
    "medium": ("howpublished",),
    "keyword": ("keywords",),
    "language": ("language", "langid"),
    "status": ("pubstate",),
    "call-number": ("library",),
    "annote": ("annote", "annotation"),
    "original-title": ("origtitle",),
    "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",),
    "ISSN": ("issn",),
    "PMCID": ("pmcid",),
    "abstract": ("abstract",),
    "note": ("note",),
}
"""Texts: what CSL calls them, and what BibTeX does, the first of which is written."""
VERBATIM = {"URL": "url", "DOI": "doi", "ISBN": "isbn", "PMID": "pmid"}
"""Texts in which no character means anything to LaTeX."""
NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}
DATES = {
    "issued": "date",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
}

ARTICLES = {
    *("article-journal", "article-magazine", "article-newspaper", "periodical", "review"),
    *("review-book",),
}
BOOKS = {"book", "chapter", "collection", "entry-encyclopedia", "paper-conference"}


def numbers_of(csl_type: str) -> dict[str, str]:
    """What `number` and its like mean in a work of this type: CSL's name and BibTeX's."""
    if csl_type in ARTICLES:
        return {"issue": "number", "number": "eid"}
    if csl_type in BOOKS:
        return {"collection-number": "number", "issue": "issue"}
    return {"number": "number", "issue": "issue"}


def shared(csl_type: str) -> set[str]:
    """The variables that a work of this type keeps on its way through BibTeX.

    Of names: family, given, suffix, one particle, literal. Of dates: days, spans, circa, words.
    `archive` and `archive_location` are kept together.
    """
    return {"type", "title", *LINES, *VERBATIM, *NAMES, *DATES, *numbers_of(csl_type)}
