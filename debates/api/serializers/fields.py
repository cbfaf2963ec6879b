"""What bodies are made of: strict types, every name known, lengths read from the models."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.fields import empty

from debates.api.parameters import LARGEST_ID
from debates.api.parsers import escaped
from debates.api.problems import unfit


class Text(serializers.CharField):
    """A text. What it may hold the action judges, so that both faces say the same."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": False, "allow_blank": True, **options})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError(_("This must be a text."), code="wrong_type")
        return data

    def run_validation(self, data: Any = empty) -> Any:
        (is_empty, data) = self.validate_empty_values(data)
        return data if is_empty else self.to_internal_value(data)


def text_of(model: type[Model], field: str, **options: Any) -> Text:
    """A text as long as the model keeps it."""
    column: Any = model._meta.get_field(field)
    return Text(max_length=column.max_length, **options)


class Flag(serializers.BooleanField):
    """true or false, and no other word for them."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            raise serializers.ValidationError(_("This must be true or false."), code="wrong_type")
        return data


class Id(serializers.IntegerField):
    """The number of a thing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST_ID, **options})

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            raise serializers.ValidationError(_("This must be a whole number."), code="wrong_type")
        return data


class Day(serializers.DateField):
    """A day of the calendar, such as 2026-05-17."""

    default_error_messages = {"invalid": gettext_lazy("This must be a day, such as 2026-05-17.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"input_formats": ["%Y-%m-%d"], **options})

    def to_internal_value(self, value: Any) -> date:
        if not isinstance(value, str):
            raise serializers.ValidationError(_("This must be a text."), code="wrong_type")
        day: date = super().to_internal_value(value)
        return day


class Choice(serializers.ChoiceField):
    """One of the named values."""

    default_error_messages = {"invalid_choice": gettext_lazy("This is none of the choices.")}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or data not in self.choices:
            why = _("Choose one of %(them)s.") % {"them": ", ".join(self.choices)}
            raise serializers.ValidationError(why, code="unknown")
        return data


class Body(serializers.Serializer[Any]):
    """A JSON object whose every name is known."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = [name for name in data if name not in self.fields]
            if unknown:
                why = _("There is no such field here.")
                raise serializers.ValidationError(
                    {name: [serializers.ErrorDetail(why, code="unknown")] for name in unknown}
                )
        return super().to_internal_value(data)


def fit(shape: type[Body], body: Any) -> dict[str, Any]:
    """The fields that were sent, of the right types. Raises a problem that names all others."""
    try:
        return dict(_reader(shape).run_validation(body))
    except serializers.ValidationError as wrong:
        raise unfit(list(_flat(wrong.detail, ""))) from wrong


@cache
def _reader(shape: type[Body]) -> Body:
    """One reader for all requests: it keeps nothing of them, and takes long to put together."""
    return shape()


def _flat(errors: Any, pointer: str) -> Iterator[dict[str, str]]:
    """Nested errors as JSON pointers."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            own = name == "non_field_errors"
            yield from _flat(inner, pointer if own else f"{pointer}/{escaped(str(name))}")
    elif isinstance(errors, Sequence) and not isinstance(errors, str):
        for number, inner in enumerate(errors):
            nested = isinstance(inner, Mapping)
            yield from _flat(inner, f"{pointer}/{number}" if nested else pointer)
    else:
        yield {
            "pointer": pointer,
            "detail": str(errors),
            "code": getattr(errors, "code", "invalid"),
        }
