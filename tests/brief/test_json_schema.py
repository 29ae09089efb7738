"""What the JSON Schema takes and refuses is what the loader takes and refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from drafter.bank.model import Bank
from drafter.brief.json_schema import json_schema
from drafter.brief.load import parse_brief
from drafter.cli.brief import command
from drafter.errors import InvalidData
from drafter.strict_yaml import load_text
from tests.brief import brief_paths

ROOT = Path(__file__).resolve().parents[2]
OCCASIONS = ("工作会议", "全会", "推进会")
SCHEMA = json_schema(OCCASIONS)
LEAST = "会议: 甲会\n意见: [甲事]\n"
KINDS: dict[str, Any] = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "null": type(None),
    "number": (int, float),
    "object": dict,
    "string": str,
}
KEYWORDS = frozenset(
    "$ref type enum pattern minLength maxLength minimum maximum minItems maxItems items properties required"
    " additionalProperties propertyNames minProperties maxProperties anyOf not title description $schema $defs".split()
)


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether `value` is valid: the keywords our schema uses, as JSON Schema 2020-12 defines them."""
    assert schema.keys() <= KEYWORDS, f"不认识 {schema.keys() - KEYWORDS}"
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        return False
    if "$ref" in schema and not fits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "anyOf" in schema and not any(fits(value, each, root) for each in schema["anyOf"]):
        return False
    if "not" in schema and fits(value, schema["not"], root):
        return False
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None and schema.get("minLength", 0) <= len(
            value
        ) <= schema.get("maxLength", len(value))
    if _is(value, "number"):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    if isinstance(value, list):
        right = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
        return right and all(fits(each, schema.get("items", {}), root) for each in value)
    if isinstance(value, dict):
        known, other = schema.get("properties", {}), schema.get("additionalProperties", {})
        inner = [known.get(key, other) for key in value]
        if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
            return False
        if not all(fits(key, schema.get("propertyNames", {}), root) for key in value):
            return False
        return set(schema.get("required", ())) <= value.keys() and all(
            each is not False and fits(item, each, root) for item, each in zip(value.values(), inner, strict=True)
        )
    return True


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def loads(text: str) -> bool:
    try:
        parse_brief(load_text(text, "简要.yaml"), OCCASIONS)
    except InvalidData:
        return False
    return True


TAKEN = [
    LEAST,
    "会议: 甲会\n意见: 甲事\n",
    "会议: 甲会\n意见:\n- 甲事：子、丑\n- {主题: 乙事, 措施: 子}\n- {主题: 丙事, 措施: [子, 丑]}\n",
    "会议: 甲会\n意见:\n- 甲事: 子、丑\n- 乙事: [子, 丑]\n- 丙事:\n- {丁事: 子}\n",
    LEAST + "成绩:\n- 管网: 更换31公里\n- 水厂: 2\n",
    LEAST + "场合: 全会\n",
    LEAST + "场合: 【待填：场合】\n",
    LEAST + "场合:\n主题:\n日期:\n讲话人:\n刚才:\n选定:\n风格:\n",
    *(LEAST + f"日期: {typed}\n" for typed in ("2026-03-18", "2026年3月18日", "'2026-03-18'", "【待填：日期】。")),
    LEAST + "讲话人: {姓名: , 身份: 分管领导}\n",
    LEAST + "讲话人: {身份: 【待填：身份】}\n",
    LEAST + "刚才: [{谁: 甲, 事: 作了报告}]\n依据: 省会精神\n问题: 力量不足\n",
    LEAST + "成绩: 更换管道31公里\n",
    LEAST + "成绩: [更换管道31公里, {要点: 管网, 事实: 320}, {事实: 建成两处}]\n",
    LEAST + f"成绩: [{{事实: {'字' * 2000}}}]\n",
    LEAST + f"问题: [{'字' * 2000}]\n",
    LEAST + "保障: {主体: 各级党委, 措施: 专班推进}\n结束: 【待填：怎样收尾】\n",
    LEAST + "风格: {层级: 3, 句式: 自动, 备选: '0'}\n",
    LEAST + "风格: {层级: 【待填：层级】, 备选: 【待填：备选】}\n",
    LEAST + "选定: {意见/1: 自己的话, 意见/2: 3}\n",
]
REFUSED = [
    "",
    "- 甲\n",
    "会议: 甲会\n",
    "意见: [甲事]\n",
    "会议: 甲会\n意见: []\n",
    f"会议: 甲会\n意见: [{', '.join(f'第{number}事' for number in range(21))}]\n",
    "会议: 甲会\n意见: [1, 2026-01-02]\n",
    "会议: 甲会\n意见: ['1']\n",
    "会议: 甲会\n意见: [甲事, 12.5%]\n",
    "会议: 甲会\n意见: 3\n",
    "会议: 甲会\n意见: [null, ~, 甲事]\n",
    "会议: 甲会\n意见: [{主题: ~}]\n",
    "会议: 甲会\n意见: [{措施: [子]}]\n",
    *(
        f"会议: 甲会\n意见: [{{{key}: 子}}]\n"
        for key in ("主體", "主体", "主提", "标题", "措旋", "内容", "要点", "'12'")
    ),
    "会议: 甲会\n意见: [{甲事: {乙: 丙}}]\n",
    "会议: 甲会\n意见: [{甲事: 子, 乙事: 丑}]\n",
    "会议: 甲会\n意见: [{甲事: 12}]\n",
    LEAST + "成绩: [{管网: [甲, 乙]}]\n",
    LEAST + "成绩: 320\n",
    LEAST + "成绩: [更换管道31公里, 320]\n",
    *(LEAST + f"成绩: [{{{key}: 子}}]\n" for key in ("要典", "事宜", "主题")),
    "会议: yes\n意见: [甲事]\n",
    "会议: ''\n意见: [甲事]\n",
    f"会议: {'会' * 301}\n意见: [甲事]\n",
    f"会议: 甲会\n意见: [{{主题: {'事' * 301}}}]\n",
    LEAST + "成迹: [甲]\n",
    LEAST + "场合: 茶话会\n",
    LEAST + "日期: 明天\n",
    LEAST + "日期: 2026318\n",
    LEAST + "日期: [2026-03-18]\n",
    LEAST + "讲话人: 周某某\n",
    LEAST + "讲话人: {身份: 领导}\n",
    LEAST + "刚才: 三个乡镇发言\n",
    LEAST + "刚才: [{谁: 甲}]\n",
    LEAST + "依据: [null]\n",
    LEAST + "问题: [false]\n",
    LEAST + f"成绩: [{{事实: {'字' * 2001}}}]\n",
    LEAST + f"问题: [{', '.join(f'问题{number}' for number in range(41))}]\n",
    LEAST + "保障: [子]\n",
    LEAST + "结束: 鼓励\n",
    LEAST + "风格: {层级: 4}\n",
    LEAST + "风格: {层级: 高}\n",
    LEAST + "风格: {备选: 10}\n",
    LEAST + "选定: {意见/1: ~}\n",
    LEAST + "选定: {意见/1: [甲]}\n",
]


@pytest.mark.parametrize("text", TAKEN)
def test_what_the_loader_takes_is_valid(text: str) -> None:
    assert loads(text)
    assert fits(yaml.safe_load(text), SCHEMA, SCHEMA)


@pytest.mark.parametrize("text", REFUSED)
def test_what_the_loader_refuses_is_not(text: str) -> None:
    assert not loads(text)
    assert not fits(yaml.safe_load(text), SCHEMA, SCHEMA)


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "briefs").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_starter_brief_is_valid(path: Path, bank: Bank) -> None:
    schema = json_schema([name for each in bank.occasions for name in (each.name, *each.aliases)])
    assert fits(yaml.safe_load(path.read_text("utf-8")), schema, schema)


def test_the_schema_has_every_key_of_a_brief_each_with_a_title() -> None:
    found: set[str] = set()

    def walk(schema: dict[str, Any], prefix: str) -> None:
        for key, each in schema.get("properties", {}).items():
            found.add(prefix + key)
            assert each["title"], key
            walk(each, f"{prefix}{key}.")
        for each in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])):
            walk(each, prefix)

    walk(SCHEMA, "")
    assert found == set(brief_paths())


def test_the_verb_names_the_dialect_and_the_occasions_with_their_aliases(bank: Bank, tmp_path: Path) -> None:
    told = CliRunner().invoke(command, ["schema", "--workspace", str(tmp_path)], standalone_mode=False)
    schema = json.loads(told.stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    names = [name for each in bank.occasions for name in (each.name, *each.aliases)]
    assert len(names) > len(bank.occasions)
    assert schema == json_schema(names)
    assert all(fits({"会议": "甲会", "意见": ["甲事"], "场合": name}, schema, schema) for name in names)
