"""Makers of scenario files: mutations of shipped ones, others grown from the JSON Schema, `--set`, odd structures."""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

from fuzz_kit import Case, Maker

from sim.scenario.schema import json_schema
from sim.scenario.source.merge import merged
from sim.scenario.source.yaml_reader import read_text
from sim.scenario.source.yaml_writer import yaml

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "scenarios"
SMALL = (SHIPPED / "minimal.yaml", ROOT / "sim" / "cli" / "templates" / "land-port.yaml")
LARGE = (SHIPPED / "lacolle-2025.yaml", ROOT / "tests" / "scenario" / "data" / "whole-language.yaml")
OVER = ("july-surge", "standby-lease", "surge-weekend-rumour", "when-to-lease", "strict-screening")

HOSTILE = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
SCALARS, NASTY = HOSTILE["scalars"], HOSTILE["characters"]  # values, some of them right; letters and marks


@cache
def text_of(path: Path) -> str:
    """The text of a shipped file."""
    return path.read_text(encoding="utf-8")


@cache
def data() -> dict[str, bytes]:
    """The files that shipped scenarios name."""
    beside = {f"data/{path.name}": path.read_bytes() for path in (SHIPPED / "data").glob("*.csv")}
    return beside | {"lacolle-2025.yaml": text_of(LARGE[0]).encode()}


def base(chance: random.Random) -> Path:
    """A file to begin with, mostly a small one."""
    return chance.choice(SMALL if chance.random() < 0.93 else LARGE)


def cut_up(chance: random.Random) -> Case:
    """A shipped file with letters, words and lines put in, taken out, doubled and swapped."""
    lines = text_of(base(chance)).split("\n")
    for _ in range(chance.randint(1, 3)):
        k = chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                del lines[k]
            case 1:
                lines.insert(k, lines[chance.randrange(len(lines))])
            case 2:
                lines[k] = " " * chance.randint(1, 3) + lines[k]
            case 3:
                lines[k] = lines[k].lstrip() if chance.random() < 0.5 else lines[k].partition(":")[0] + ":"
            case 4:
                at = chance.randint(0, len(lines[k]))
                lines[k] = lines[k][:at] + chance.choice(NASTY) + lines[k][at + chance.randint(0, 2) :]
            case 5:
                head, colon, _ = lines[k].partition(":")
                lines[k] = f"{head}{colon} {chance.choice(SCALARS)}"
            case _:
                at = chance.randint(0, len(lines[k]))
                lines[k] = lines[k][:at] + chance.choice(SCALARS) + lines[k][at:]
        lines = lines or [""]
    return Case({"case.yaml": "\n".join(lines)})


@cache
def tree_of(path: Path) -> Any:
    """A shipped file as dicts, lists and scalars."""
    return merged(path).plain()


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path of a tree, sections included."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for key, below in inner for found in places(below, (*path, key)))]


def changed(tree: Any, path: tuple[Any, ...], change: Any) -> Any:
    """A copy with `change` applied to the dict or list above a path, and the last key of it."""
    if len(path) == 1:
        copy = dict(tree) if isinstance(tree, dict) else list(tree)
        change(copy, path[0])
        return copy
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = changed(copy[path[0]], path[1:], change)
    return copy


def plain(text: str) -> Any:
    """A scalar of the list as a tree, or as text if it is no YAML."""
    try:
        return read_text(f"a: {text}", "x").plain()["a"]
    except Exception:
        return text.strip('"')


def grafted(chance: random.Random) -> Case:
    """A shipped file in which values are replaced, removed, renamed, or come from elsewhere in it."""
    tree = tree_of(base(chance))
    for _ in range(chance.randint(1, 3)):
        paths = places(tree)[1:]
        if not paths:
            break
        path, other = chance.choice(paths), chance.choice(paths)
        given = plain(chance.choice(SCALARS))
        if chance.random() < 0.2:
            given = tree
            for key in other:
                given = given[key]

        def put(into: Any, key: Any, given: Any = given, how: float = chance.random()) -> None:
            if how < 0.12:
                del into[key]
            elif how < 0.24 and isinstance(into, dict):
                value = into.pop(key)
                into[given if isinstance(given, str | int) else "renamed"] = value
            elif how < 0.3 and isinstance(into, dict):
                into["added"] = given
            else:
                into[key] = given

        tree = changed(tree, path, put)
    return Case({"case.yaml": yaml(tree) if isinstance(tree, dict) else "a"})


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a scenario."""
    return json_schema()


NAMES = ("officers", "hall", "intake", "door", "other", "family_member", "a", "day", "condition", "é", "a b", "1")


def grown(chance: random.Random, declared: dict[str, Any], depth: int = 0) -> Any:
    """A value that the schema allows, or nearly."""
    if chance.random() < 0.03 or depth > 8:
        return plain(chance.choice(SCALARS))
    if "$ref" in declared:
        return grown(chance, schema()["$defs"][declared["$ref"].rpartition("/")[2]], depth)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in declared:
            return grown(chance, chance.choice(declared[several]), depth + 1)
    if "enum" in declared:
        return chance.choice(declared["enum"])
    if "const" in declared:
        return declared["const"]
    if "properties" in declared:
        needed = declared.get("required", ())
        wanted = 0.85 if depth == 0 else 0.3
        return {key: grown(chance, inner, depth + 1) for key, inner in declared["properties"].items()
                if key != "extends" and (key in needed or chance.random() < wanted)}  # fmt: skip
    kinds = declared.get("type", "string")
    kind = chance.choice(kinds) if isinstance(kinds, list) else kinds
    if kind == "array":
        count = chance.randint(declared.get("minItems", 0), declared.get("maxItems", 3))
        return [grown(chance, declared.get("items", {}), depth + 1) for _ in range(count)]
    if kind == "object" and "additionalProperties" in declared:
        drawn = [chance.choice(NAMES) if chance.random() < 0.8 else plain(chance.choice(SCALARS)) for _ in "ab"]
        keys = [key for key in drawn[: chance.randint(1, 2)] if isinstance(key, str | int)]
        return {key: grown(chance, declared["additionalProperties"], depth + 1) for key in keys}
    if kind == "boolean":
        return chance.random() < 0.5
    if kind == "integer":
        return chance.choice((declared.get("minimum", 0), declared.get("maximum", 9), 1, 2, 3))
    if kind == "number" and "object" not in kinds:
        return chance.choice((0, 0.5, 1, 7, 1e9))
    return plain(chance.choice(SCALARS)) if kind != "null" else None


def from_schema(chance: random.Random) -> Case:
    """A file grown from the JSON Schema, on top of a whole one half of the time."""
    tree = grown(chance, schema())
    if not isinstance(tree, dict) or not tree:
        return Case({"case.yaml": "a: 1\n"})
    if chance.random() < 0.7:
        some = chance.sample(sorted(tree), min(len(tree), 2))
        tree = tree_of(SMALL[chance.random() < 0.3]) | {key: tree[key] for key in some}
    return Case({"case.yaml": yaml(tree)})


def set_over(chance: random.Random) -> Case:
    """A whole file, and `--set` of anything."""
    tree = tree_of(SMALL[0])
    sets = []
    for _ in range(chance.randint(1, 3)):
        path = list(chance.choice(places(tree_of(base(chance)))[1:]))
        if chance.random() < 0.15:
            odd_part = chance.choice(("x", "1", '"a.b"', "a..b", "", "é\x07", "\ud800", "0", "=", '"'))
            path[chance.randrange(len(path))] = odd_part
        if chance.random() < 0.02:
            path = ["a"] * 5000
        text = ".".join(map(str, path))
        sets.append(f"{text}={chance.choice(SCALARS)}" if chance.random() < 0.95 else chance.choice(SCALARS) + text)
    return Case({"case.yaml": yaml(tree)}, sets=tuple(sets))


def laid_over(chance: random.Random) -> Case:
    """A file that extends another, with nulls, blanks and values of its own."""
    tree = tree_of(SMALL[0])
    lines = ["extends: base.yaml", "format: 2"]
    for path in chance.sample(places(tree)[1:], chance.randint(1, 3)):
        value = chance.choice((*SCALARS, "null", "", "~"))
        lines.append("{".join(f"{key}: " for key in path if isinstance(key, str)) + value + "}" * (len(path) - 1))
    return Case({"base.yaml": yaml(tree), "case.yaml": "\n".join(lines)})


def from_lacolle(chance: random.Random) -> Case:
    """One of the files laid on `lacolle-2025.yaml`, cut up."""
    text = text_of(SHIPPED / f"{chance.choice(OVER)}.yaml")
    lines = text.split("\n")
    k = chance.randrange(len(lines))
    lines[k] = lines[k].partition(":")[0] + ": " + chance.choice(SCALARS)
    return Case({**data(), "case.yaml": "\n".join(lines)})


def odd(chance: random.Random) -> Case:
    """Structures that a reader can stumble over: depth, circles, links, names, bytes."""
    deep = chance.choice((49, 50, 51, 200, 5000, 100_000))
    named = chance.choice(("loop.yaml", "case.yaml", "/dev/zero", ".", '"\\ud800.yaml"', "'a\tb'", "no.yaml", "[a]"))
    growing = [f"b{k}: &b{k} [*b{k - 1}]" for k in range(1, min(deep, 300))]
    texts: tuple[str | bytes, ...] = (
        "name: " + "[" * deep + "]" * deep,
        "{a: " * deep + "1" + "}" * deep,
        "? " * deep,
        "\n".join(" " * k + "a:" for k in range(min(deep, 2000))),
        "\n".join(["b0: &b0 " + "[" * 30 + "]" * 30, *growing]),
        "\n".join(["a0: &a0 [x, x]", *(f"a{k}: &a{k} [*a{k - 1}, *a{k - 1}]" for k in range(1, 40))]),
        f"extends: {'x' * deep}",
        f"extends: {'a/' * min(deep, 2000)}b.yaml",
        f"extends: {named}",
        chance.randbytes(chance.randint(1, 300)),
        "staff:\n" + "".join(f"  p{k}: {{shift: 1}}\n" for k in range(min(deep, 20_000))),
        "process: {journeys: {everyone: [" + ", ".join(f"s{k}" for k in range(min(deep, 5000))) + "]}}",
        text_of(SMALL[0]).encode("utf-16"),
        "x: " + "9" * deep,
    )
    return Case({"case.yaml": chance.choice(texts)}, links={"loop.yaml": "loop.yaml"})


MAKERS: list[tuple[int, Maker]] = [
    (30, cut_up), (30, grafted), (15, from_schema), (12, set_over), (8, laid_over), (1, from_lacolle), (4, odd),
]  # fmt: skip
