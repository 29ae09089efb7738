"""What the tests of briefs share."""

from typing import get_args

from pydantic import BaseModel

from drafter.brief.schema import Brief


def brief_paths() -> list[str]:
    """Every key a brief may hold, dotted (讲话人.姓名 …), as the schema has it."""
    return [*_keys_of(Brief, "")]


def _keys_of(model: type[BaseModel], prefix: str) -> list[str]:
    found: list[str] = []
    for info in model.model_fields.values():
        found.append(f"{prefix}{info.alias}")
        for inner in _models_in(info.annotation):
            found += _keys_of(inner, f"{found[-1]}.")
    return found


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)][:1]
