"""In pydantic's place while spaCy is imported: its config schemas made of confection's own, which check nothing.

Importing pydantic and building these schemas with it takes an eighth of a start, to no end where the one pipeline that
is loaded is ours. The names are those of ``spacy.schemas``, and of what else in ``import spacy`` takes from pydantic.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from confection.validation import Field, Schema, ValidationError


class PlainSchemas(ModuleType):
    """The module ``pydantic``, as far as spaCy's schemas need it. Any other name of it stands for a class."""

    def __init__(self) -> None:
        """It is for the caller to put it into ``sys.modules`` and take it out again."""
        super().__init__("pydantic")
        self.BaseModel = self.RootModel = _PlainSchema
        self.ConfigDict = dict
        self.Field = _field
        self.ValidationError = ValidationError
        self.StrictStr = str
        self.constr = _text
        self.field_validator = _unchecked

    def __getattr__(self, name: str) -> type:
        """A class of no use but to be named in an annotation."""
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


class _PlainSchema(Schema):  # type: ignore[no-untyped-call]
    def __class_getitem__(cls, item: Any) -> type[_PlainSchema]:
        return cls

    @classmethod
    def model_rebuild(cls, **options: Any) -> None:
        """There is nothing to resolve in annotations that nobody reads."""

    def model_dump(self) -> dict[str, Any]:
        """Field names and values: spaCy's PhraseMatcher looks a token attribute up among the names."""
        return vars(self)


def _field(default: Any = ..., *, alias: str | None = None, **options: Any) -> Any:
    return Field(default, alias=alias)  # type: ignore[no-untyped-call]


def _text(**options: Any) -> type[str]:
    return str


def _unchecked(*arguments: Any, **options: Any) -> Callable[[Any], Any]:
    return lambda function: function
