"""Two arguments that pull apart, for the tests of what they turn on."""

import pytest

from debates.models import Argument
from tests.factories import a_counterclaim

Pair = tuple[Argument, Argument]


@pytest.fixture
def pair(claim: Argument) -> Pair:
    return claim, a_counterclaim(claim)
