"""The evidence of a debate, narrowed down: through pages and API alike."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.moderation import hide_argument
from debates.models import Argument, Debate, Evidence, Source
from debates.queries.arguments import find_argument
from debates.queries.evidence_filters import FILTERS, evidence_narrowed, filters_in
from tests.conftest import Together
from tests.counting import drifted
from tests.faces import Face
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_place, some_evidence
from tests.raw import run

SORTS = {
    "status": ["unchecked", "checked", "disputed"],
    "standing": ["", "retracted", "corrected"],
    "stance": ["supports", "undermines"],
    "kind": ["study", "essay"],
}


def with_evidence(*arguments: Argument, times: int = 1) -> None:
    """Evidence of every sort for these arguments in turn, past the actions."""
    by = arguments[0].author
    sorts = list(product(*SORTS.values())) * times
    sources = Source.objects.bulk_create(
        Source(
            csl={"title": f"Work {number}"},
            words=f"work {number}",
            kind=kind,
            standing=standing,
            added_by=by,
        )
        for number, (_status, standing, _stance, kind) in enumerate(sorts)
    )
    Evidence.objects.bulk_create(
        Evidence(
            debate_id=arguments[0].debate_id,
            argument=arguments[number % len(arguments)],
            source=source,
            shows="That it is so",
            stance=stance,
            status=status,
            added_by=by,
        )
        for number, ((status, _standing, stance, _kind), source) in enumerate(
            zip(sorts, sources, strict=True)
        )
    )


def choices() -> Iterator[dict[str, str]]:
    """Every choice of at most one value of each filter."""
    for values in product(*(["", *[one for one in sort if one]] for sort in SORTS.values())):
        yield {name: value for name, value in zip(SORTS, values, strict=True) if value}


def of_sort(one: Evidence, name: str) -> str:
    return str(getattr(one.source if name in {"standing", "kind"} else one, name))


@pytest.fixture
def filled(claim: Argument) -> Debate:
    with_evidence(claim, a_counterclaim(claim))
    return claim.debate


def test_filters_narrow_alone_and_together(face: Face, filled: Debate) -> None:
    everything = list(Evidence.objects.select_related("source").order_by("-pk"))
    for chosen in [*choices()][::5]:
        wanted = [
            one.pk
            for one in everything
            if all(of_sort(one, name) == value for name, value in chosen.items())
        ]
        assert face.evidence_ids(filled, **chosen) == wanted, chosen
        assert wanted


def test_pages_of_a_narrowed_list_keep_the_filters(face: Face, claim: Argument) -> None:
    with_evidence(claim, times=10)
    chosen = {"stance": "supports", "status": "disputed"}
    found = face.evidence_ids(claim.debate, **chosen)
    wanted = Evidence.objects.filter(stance="supports", status="disputed").order_by("-pk")
    assert found == list(wanted.values_list("pk", flat=True))
    assert len(found) == 60


@pytest.mark.usefixtures("no_limits")
def test_each_count_is_what_its_link_leads_to(filled: Debate) -> None:
    viewer = AnonymousUser()
    for chosen in choices():
        for one in filters_in(filled, viewer, chosen):
            for option in one.options:
                others = {**chosen, one.name: option.value}
                assert option.pieces == evidence_narrowed(filled, viewer, others).count()
                assert option.is_chosen == (chosen.get(one.name) == option.value)


def test_links_add_and_drop_one_filter_and_keep_the_others(client: Client, filled: Debate) -> None:
    page = f"/debates/{filled.slug}/evidence/"
    text = client.get(f"{page}?status=disputed&kind=study&before=99999").content.decode()
    assert 'href="?kind=study#pieces" rel="nofollow" aria-current="true"' in text
    assert 'href="?status=disputed#pieces" rel="nofollow" aria-current="true"' in text
    assert 'href="?status=disputed&amp;kind=study&amp;stance=supports#pieces"' in text
    assert text.count('aria-current="true"') == 2


def test_an_empty_list_says_how_to_widen_it(client: Client, claim: Argument) -> None:
    page = f"/debates/{claim.debate.slug}/evidence/"
    assert "Use “Cite” under an argument" in client.get(page).content.decode()
    some_evidence(claim)
    text = client.get(f"{page}?status=disputed&kind=law").content.decode()
    assert "No evidence is all of that." in text
    assert '<a href="?#pieces">show all evidence</a>' in text
    assert 'href="?kind=law#pieces" rel="nofollow" aria-current="true"' in text


@pytest.mark.parametrize("bad", ["unknown", "", "☃", "x" * 5_000, "STUDY"])
@pytest.mark.parametrize("name", FILTERS)
def test_unknown_values_are_ignored_on_pages_and_refused_by_the_api(
    client: Client, filled: Debate, name: str, bad: str
) -> None:
    query = f"?{name}={bad}"
    text = client.get(f"/debates/{filled.slug}/evidence/{query}").content.decode()
    assert text.count('id="evidence-') == 36
    answer = client.get(f"/api/v1/debates/{filled.slug}/evidence{query}")
    assert answer.status_code == 400
    assert [one["parameter"] for one in answer.json()["errors"]] == [name]


def test_a_cursor_belongs_to_its_filters(client: Client, claim: Argument) -> None:
    with_evidence(claim, times=2)
    path = f"/api/v1/debates/{claim.debate.slug}/evidence?page_size=5&status="
    following = client.get(f"{path}disputed").json()["next"]
    assert client.get(following).status_code == 200
    other = following.replace("status=disputed", "status=checked")
    assert client.get(other).status_code == 400


def test_what_a_viewer_does_not_see_is_neither_listed_nor_counted(
    face: Face, claim: Argument, moderator: User
) -> None:
    gone, left = a_claim(claim.debate), a_claim(claim.debate)
    hidden, withdrawn, shown = map(some_evidence, (claim, gone, left))
    seen = find_argument(moderator, claim.pk)
    hide_argument(seen, rule="spam", because="It sells", by=moderator)
    run("UPDATE debates_argument SET withdrawn_at = now() WHERE id = %s", [gone.pk])
    face.sign_in(a_member())
    assert face.evidence_ids(claim.debate) == [shown.pk]
    for viewer, many in ((AnonymousUser(), 1), (claim.author, 2), (gone.author, 2)):
        status = filters_in(claim.debate, viewer, {})[0]
        assert [(one.value, one.pieces) for one in status.options] == [("unchecked", many)]
    face.sign_in(claim.author)
    assert face.evidence_ids(claim.debate) == [shown.pk, hidden.pk]
    assert withdrawn.pk not in face.evidence_ids(claim.debate, status="unchecked")


def test_a_private_debate_shows_its_evidence_to_members_only(face: Face, member: User) -> None:
    debate = a_debate(visibility="private")
    cited = some_evidence(a_claim(debate, by=debate.opened_by), by=debate.opened_by)
    face.sign_in(member)
    assert face.read_sourcing(debate).what == "absent"
    a_place(debate, member=member)
    assert face.evidence_ids(debate, stance="supports") == [cited.pk]
    assert "1 piece from 1 source" in face.read_sourcing(debate).text


def test_the_tab_costs_the_same_with_a_thousand_pieces(claim: Argument) -> None:
    some_evidence(claim)
    client = Client()
    client.force_login(a_member())
    slug = claim.debate.slug
    paths = [
        f"/debates/{slug}/evidence/?stance=supports",
        f"/api/v1/debates/{slug}/evidence?stance=supports",
        f"/api/v1/debates/{slug}/sourcing",
    ]
    small = [cost(client, path) for path in paths]
    with_evidence(claim, a_counterclaim(claim), times=28)
    assert Evidence.objects.count() > 1_000
    assert [cost(client, path) for path in paths] == small
    assert max(small) <= 10


def cost(client: Any, path: str) -> int:
    read: Callable[[], Any] = lambda: client.get(path)  # noqa: E731 - read twice
    assert read().status_code == 200
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)


def test_a_debate_counts_what_is_listed(face: Face, claim: Argument, moderator: User) -> None:
    gone = a_claim(claim.debate)
    *_, last = [some_evidence(one) for one in (claim, gone, gone)]
    assert counted(face, claim.debate) == 3
    seen = find_argument(moderator, gone.pk)
    hide_argument(seen, rule="spam", because="It sells", by=moderator)
    assert counted(face, claim.debate) == len(face.evidence_ids(claim.debate)) == 1
    assert "'evidence_count': 2" not in face.read_argument(gone).text
    run("UPDATE debates_argument SET withdrawn_at = now() WHERE id = %s", [gone.pk])
    run("UPDATE debates_evidence SET withdrawn_at = now() WHERE id = %s", [last.pk])
    assert (counted(face, claim.debate), drifted()) == (1, [])
    run("UPDATE debates_argument SET withdrawn_at = NULL, hidden_at = NULL")
    assert (counted(face, claim.debate), drifted()) == (2, [])


def counted(face: Face, debate: Debate) -> int:
    text = face.read_debate(debate).text
    found = re.search(r"'evidence': (\d+)|>Evidence (\d+)</a>", text)
    assert found, text
    return int(found[1] or found[2])


@pytest.mark.django_db(transaction=True)
def test_what_is_cited_while_its_argument_is_hidden_is_counted_once(together: Together) -> None:
    claim = a_claim()
    moderator = claim.debate.opened_by
    seen = find_argument(moderator, claim.pk)
    acts = [lambda: some_evidence(claim) for _ in range(5)]
    hide = lambda: hide_argument(seen, rule="spam", because="It sells", by=moderator)  # noqa: E731
    together(*acts, hide)
    assert drifted() == []
