"""The bibliography of a debate: read, as a file, and added to."""

from debates.actions.intakes import take_in
from debates.actions.listings import unlist
from debates.api.answers import Given, paged
from debates.api.operations import Asked, operation
from debates.api.pagination import in_order
from debates.api.parameters import Parameter
from debates.api.parsers import BibTeXParser, CSLParser, StrictJSONParser
from debates.api.resource import Resource
from debates.api.serializers.bibliographies import (
    IntakeShape,
    NewIntake,
    WorkShape,
    intake,
    work,
)
from debates.api.views.lists import PAGING, paged_by_id
from debates.exchange.bibliographies import ENDINGS, MEDIA, written
from debates.queries.bibliographies import beyond, bibliography_of, find_intake, works_in
from debates.queries.debates import find_debate

SORT = Parameter(
    "sort",
    "The order: by kind, author, year and title, or the newest source first.",
    choices=("kind", "newest"),
    default="kind",
)
FILES = tuple(MEDIA.values())
EXAMPLE = {"format": "bibtex", "text": "@book{mill1859, author={Mill, J. S.}, title={On Liberty}}"}


class Bibliography(Resource):
    """What is cited in a debate, and what members listed beside that."""

    @operation(
        "list_bibliography",
        "The bibliography of a debate",
        gives=WorkShape,
        paged=True,
        parameters=(SORT, *PAGING),
    )
    def get(self, asked: Asked, slug: str) -> Given:
        debate, sort = find_debate(asked.viewer, slug), asked.params["sort"]
        works = bibliography_of(debate, asked.viewer)
        of = f"bibliography of debate {debate.pk} by {sort}"
        if sort == "newest":
            return paged_by_id(asked, works, work, of=of)
        cursor, size = asked.params["cursor"], asked.params["page_size"]
        page = in_order(works, of=of, cursor=cursor, size=size, beyond=beyond)
        return paged(asked.request, page, work)


class AsBibTeX(Resource):
    """The bibliography as a BibTeX file."""

    files = {MEDIA["bibtex"]}

    @operation(
        "export_bibtex",
        "The whole bibliography as BibTeX",
        files=(MEDIA["bibtex"],),
        about="By kind, author, year and title. A key is of author, year and source, and stays.",
    )
    def get(self, asked: Asked, slug: str) -> Given:
        return _file(asked, slug, "bibtex")


class AsCSL(Resource):
    """The bibliography as a CSL-JSON file."""

    files = {MEDIA["csl"]}

    @operation(
        "export_csl",
        "The whole bibliography as CSL-JSON",
        files=(MEDIA["csl"],),
        about="By kind, author, year and title.",
    )
    def get(self, asked: Asked, slug: str) -> Given:
        return _file(asked, slug, "csl")


class Intakes(Resource):
    """Bibliographies that members hand in."""

    parser_classes = (StrictJSONParser, BibTeXParser, CSLParser)

    @operation(
        "take_in_bibliography",
        "Hand in a bibliography",
        takes=NewIntake,
        gives=IntakeShape,
        files=FILES,
        status=201,
        about="As a JSON object of at most 1 MB, or as it is, of at most 5 MB. Its entries are "
        "listed one after the other: read at its address how far that is, and which entries "
        "were left out. What is known here already is not doubled.",
        example=EXAMPLE,
    )
    def post(self, asked: Asked, slug: str) -> Given:
        debate, said = find_debate(asked.viewer, slug), asked.body
        made = take_in(debate, said["text"], format=said["format"], by=asked.by)
        place = f"{asked.base}/api/v1/debates/{slug}/bibliography/intakes/{made.pk}"
        return Given(intake(made), status=201, location=place)


class OneIntake(Resource):
    """How far a bibliography is read."""

    @operation(
        "read_intake",
        "How far a bibliography that you handed in is read",
        gives=IntakeShape,
        about="For whoever handed it in, and for moderators of the debate.",
    )
    def get(self, asked: Asked, slug: str, intake_id: int) -> Given:
        debate = find_debate(asked.viewer, slug)
        return Given(intake(find_intake(debate, asked.viewer, intake_id)))


class OneListing(Resource):
    """A source that stands in the bibliography because a member listed it."""

    @operation(
        "unlist_source",
        "Take a source out of the bibliography",
        status=204,
        about="For whoever listed it, and for moderators. Where it is cited, it stays.",
    )
    def delete(self, asked: Asked, slug: str, source_id: int) -> Given:
        unlist(find_debate(asked.viewer, slug), source_id, by=asked.by)
        return Given(status=204)


def _file(asked: Asked, slug: str, of: str) -> Given:
    debate = find_debate(asked.viewer, slug)
    return Given(
        pieces=written(works_in(debate, asked.viewer), of),
        headers={
            "Content-Type": f"{MEDIA[of]}; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{debate.slug}.{ENDINGS[of]}"',
        },
    )
