"""What is said of a file when it is judged."""

import pytest

from debates.exchange.files import NotKept, judged
from debates.models.file import LARGEST


def kind_of(content: bytes) -> str:
    return judged(content, largest=LARGEST).kind


def refusal_of(content: bytes) -> tuple[str, str]:
    with pytest.raises(NotKept) as refused:
        judged(content, largest=LARGEST)
    return refused.value.code, refused.value.text
