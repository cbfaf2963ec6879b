"""Hidden, redacted and private words are in nothing that the site answers to who may not read."""

from collections import defaultdict
from typing import Any

import pytest
from django.core import mail

from accounts import limits
from debates.models import File
from debates.queries.files import link_to
from tests.canaries import Aviary, an_aviary, birds_in, leaks_in
from tests.canaries_private import fill_in_private
from tests.scanning import all_answers, all_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def aviary() -> Aviary:
    made = an_aviary()
    fill_in_private(made)
    defaults: dict[str, set[Any]] = {
        "question": {"claim", "quote"},
        "code": {"kind"},
        "number": {1, 2},
        "side": {made.named["hidden"].pk, made.named["redacted"].pk},
        "file_id": set(),
        "ticket": {link_to(File.objects.get(), "").split("/")[2] + "x"},
        "secret": {"nothing"},
    }
    for name, values in defaults.items():
        made.ids[name] |= values
    return made


@pytest.mark.parametrize("viewer", ["visitor", "answerer", "flagger", "author", "staff", "former"])
def test_no_words_leak(aviary: Aviary, viewer: str) -> None:
    leaks = defaultdict(set)
    heard = set()
    with limits.lifted():
        for read in (all_answers, all_pages):
            for where, said in read(aviary.ids, aviary.people[viewer]):
                heard |= birds_in(said)
                for leak in leaks_in(said, viewer):
                    leaks[where.partition(" ")[0]].add(leak)
    print(len(heard), sorted(heard))
    assert dict(leaks) == {}
    assert not [one.body for one in mail.outbox if birds_in(f"{one.subject} {one.body}")]
