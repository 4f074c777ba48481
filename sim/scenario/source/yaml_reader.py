"""Reading a scenario file: YAML 1.2 core, nothing that can surprise or harm, and the place of every key and value.

No tag constructs an object; duplicate keys, merge keys, tags, several documents, files over 1 MiB, nesting over 50 and
aliases that multiply are errors. What is wrong is raised together as a ScenarioError.
"""

import stat
from pathlib import Path as FilePath
from typing import Any, NamedTuple

import yaml

from sim.errors import ScenarioError
from sim.problems import Place, Problem, sentence, unprintable
from sim.scenario.source import commas
from sim.scenario.source.scalars import scalar, short_text
from sim.scenario.source.source_tree import Entry, Key, Node, Path, dotted
from sim.wording import noted, say

MAX_BYTES = 1 << 20
MAX_DEPTH = 50
MAX_NODES = 30_000  # which take about two seconds to read


class Syntax(NamedTuple):
    """What an error of the YAML library means for someone who writes a scenario.

    The library has no other name for an error than how its message begins.
    """

    begins: str
    found: str
    allowed: str
    opened: bool = False  # whether the place is that of what was opened and not closed


_PLAIN_WORDS = (
    Syntax(
        "mapping values are not",
        noted("a second `: ` in one value"),
        noted("one `key: value` a line; quote text with `: `"),
    ),
    Syntax(
        "could not find expected ':'",
        noted("a line that is no `key: value`"),
        noted("`key: value`, with a space after the colon"),
    ),
    Syntax("found character '\\t'", noted("a tab"), noted("spaces, for indentation")),
    Syntax("found character", noted("a character that cannot begin a value"), noted("text that begins so in quotes")),
    Syntax(
        "expected <block end>",
        noted("a line that does not line up with those above"),
        noted("one indentation within a mapping"),
    ),
    Syntax("expected ',' or '}'", noted("a `{` that is not closed"), "{key: value, key: value}", opened=True),
    Syntax("expected ',' or ']'", noted("a `[` that is not closed"), "[value, value]", opened=True),
    Syntax(
        "found unexpected end of stream",
        noted("a quote that is not closed"),
        noted("text within two quotes"),
        opened=True,
    ),
    Syntax(
        "found unexpected document", noted("a quote that is not closed"), noted("text within two quotes"), opened=True
    ),
    Syntax("found undefined tag handle", noted("a tag"), noted("plain values without tags")),
)


def read_file(path: FilePath) -> Node:
    """Return the mapping that a scenario file holds; ScenarioError if it cannot be read or is no such thing."""
    raw = bytes_of(path, MAX_BYTES)
    try:
        return read_text(raw.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        message = sentence(say("bytes that are not UTF-8"), say("text saved as UTF-8"))
        raise ScenarioError([Problem("", message, Place(str(path), line, column))]) from None


def bytes_of(path: FilePath, most: int) -> bytes:
    """Return what a scenario file holds, of at most `most` bytes; ScenarioError if it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise _whole_file(path, say("a pipe or a device"), say("the path of a scenario file"))
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except FileNotFoundError:
        raise _whole_file(path, say("no such file"), say("the path of a scenario file")) from None
    except IsADirectoryError:
        raise _whole_file(path, say("a folder"), say("the path of a scenario file")) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise _whole_file(
            path, say("a file that cannot be read ({reason})", reason=str(reason or error)), say("a readable file")
        ) from None
    if len(raw) > most:
        mib = most >> 20
        raise _whole_file(
            path, say("a file of more than {mib} MiB", mib=str(mib)), say("a file of at most {mib} MiB", mib=str(mib))
        )
    return raw


def read_text(text: str, file: str) -> Node:
    """Return the mapping that a text holds; `file` is what places call it."""
    node = _Composer(file).compose(text)
    if node.entries is None:
        found = short_text(node.plain())
        raise ScenarioError([Problem("", sentence(found, say("a scenario, as a mapping of keys")), node.place)])
    return node


def read_value(text: str, file: str) -> Node:
    """Return the value that a text holds, for `--set`: a scalar, a list or a mapping."""
    return _Composer(file).compose(text)


def _whole_file(path: FilePath, found: str, allowed: str) -> ScenarioError:
    return ScenarioError([Problem("", sentence(found, allowed), Place(str(path), 0, 0))])


class _Composer:
    """Makes nodes of PyYAML's events, and keeps what is wrong on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0  # nodes so far, those behind an alias as often as it is used

    def compose(self, text: str) -> Node:
        """Return the one document of a text."""
        try:
            self.events = yaml.parse(text, Loader=yaml.SafeLoader)
            next(self.events)
            start = next(self.events)
            if isinstance(start, yaml.StreamEndEvent):
                return Node(None, Place(self.file, 1, 1), blank=True)
            node = self._node(next(self.events), ())
            next(self.events)
            more = next(self.events)
            if not isinstance(more, yaml.StreamEndEvent):
                self._wrong(say("a second document (---)"), say("one document a file"), more.start_mark)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.reader.ReaderError as error:
            before = text[: error.position]
            place = Place(self.file, before.count("\n") + 1, len(before) - before.rfind("\n"))
            message = sentence(
                say("the character U+{code}", code=f"{ord(text[error.position]):04X}"), say("printable text")
            )
            self.problems.append(Problem("", message, place))
        if self.problems:
            raise ScenarioError(self.problems)
        return node

    def _node(self, event: Any, path: Path) -> Node:
        place = self._place(event.start_mark)
        self._count(1, event, path)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        if event.tag is not None:
            self._wrong(
                say("the tag {tag}", tag=str(event.tag)), say("plain values without tags"), event.start_mark, path
            )
        before = self.count
        if isinstance(event, yaml.ScalarEvent):
            node = Node(self._scalar(event, path), place, blank=event.implicit[0] and not event.value)
        elif len(path) >= MAX_DEPTH:
            self._wrong(
                say("nesting of more than {max_depth}", max_depth=str(MAX_DEPTH)),
                say("nesting of at most {max_depth}", max_depth=str(MAX_DEPTH)),
                event.start_mark,
            )
            raise ScenarioError(self.problems)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Node(self._list(event, path), place)
        else:
            node = Node(self._mapping(event, path), place)
        if event.anchor:
            self.anchors[event.anchor] = (node, 1 + self.count - before)
        return node

    def _scalar(self, event: Any, path: Path) -> Any:
        if unfit := unprintable(event.value):
            self._wrong(say("the character {unfit}", unfit=unfit), say("printable text"), event.start_mark, path)
            return None
        try:
            return scalar(event.value) if event.implicit[0] else event.value
        except ValueError as error:
            self._wrong(short_text(event.value), str(error), event.start_mark, path)
            return None

    def _list(self, start: Any, path: Path) -> tuple[Node, ...]:
        nodes: list[Node] = []
        events = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            nodes.append(self._node(event, (*path, len(nodes))))
            events.append(event)
        return tuple(commas.in_list(nodes, events)) if start.flow_style else tuple(nodes)

    def _mapping(self, start: Any, path: Path) -> dict[Key, Entry]:
        entries: dict[Key, Entry] = {}
        before: tuple[Key, Any] | None = None  # the last key, and the event of its value
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path)
            value = next(self.events)
            node = self._node(value, (*path, key))
            cut = commas.cut(before[1], event) if before and node.blank and start.flow_style else None
            if before and cut:
                last, place = before[0], entries[before[0]].node.place
                entries[last] = Entry(entries[last].place, Node(cut, place))
                before[1].value = cut  # a thousand may follow
                continue
            before = key, value
            if key in entries:
                first = entries[key].place.line
                allowed = say("each key once (it is on line {first} too)", first=first)
                self._wrong(
                    say("the key {key} a second time", key=short_text(key)), allowed, event.start_mark, (*path, key)
                )
            else:
                entries[key] = Entry(self._place(event.start_mark), node)
        return entries

    def _key(self, event: Any, path: Path) -> Key:
        node = self._node(event, (*path, "?"))
        plain = isinstance(event, yaml.ScalarEvent) and event.implicit[0]
        if node.value == "<<" and plain:  # within quotes it is a name as any other
            self._wrong(say("a merge key <<"), say("`extends`, or an alias as a value"), event.start_mark, path)
        if isinstance(node.value, bool) or not isinstance(node.value, str | int | float):
            self._wrong(
                say("the key {plain}", plain=short_text(node.plain())),
                say("text or a number as a key"),
                event.start_mark,
                path,
            )
            return short_text(node.plain())
        return node.value

    def _alias(self, event: Any, path: Path) -> Node:
        known = self.anchors.get(event.anchor)
        if known is None:
            self._wrong(
                say("the alias *{anchor}", anchor=str(event.anchor)),
                say("an alias after its anchor &{anchor}", anchor=str(event.anchor)),
                event.start_mark,
            )
            return Node(None, self._place(event.start_mark))
        node, size = known
        self._count(size - 1, event, path)
        if len(path) + _depth(node) > MAX_DEPTH:
            self._wrong(
                say("nesting of more than {max_depth}", max_depth=str(MAX_DEPTH)),
                say("nesting of at most {max_depth}", max_depth=str(MAX_DEPTH)),
                event.start_mark,
            )
            raise ScenarioError(self.problems)
        return node

    def _count(self, nodes: int, event: Any, path: Path) -> None:
        self.count += nodes
        if self.count > MAX_NODES:
            allowed = say("at most {max_nodes} (an alias counts as what it stands for)", max_nodes=str(MAX_NODES))
            self._wrong(say("more than {max_nodes} values", max_nodes=str(MAX_NODES)), allowed, event.start_mark, path)
            raise ScenarioError(self.problems)

    def _place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _wrong(self, found: str, allowed: str, mark: Any, path: Path = ()) -> None:
        self.problems.append(Problem(dotted(path), sentence(found, allowed), self._place(mark)))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        said = error.problem or ""
        unknown = Syntax("", say("what is not YAML ({said})", said=said), "YAML 1.2")
        words = next((words for words in _PLAIN_WORDS if said.startswith(words.begins)), unknown)
        opened = words.opened and error.context_mark
        self._wrong(words.found, words.allowed, opened or error.problem_mark or error.context_mark)


def _depth(node: Node) -> int:
    if isinstance(node.value, tuple):
        return 1 + max((_depth(inner) for inner in node.value), default=0)
    return 1 + max((_depth(e.node) for e in node.value.values()), default=0) if isinstance(node.value, dict) else 0
