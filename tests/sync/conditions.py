"""The condition expressions that the application uses, read by hand. Any other is an error: what
is not understood must not be taken for true.

    attribute_exists(path)   attribute_not_exists(path)   path = :value   path < :value …
    term AND term …          term OR term …               (…)
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Item = Mapping[str, Any]
# Names that need no `#`: everything else might be one of DynamoDB's 573 reserved words.
PLAIN = {"PK", "SK", "seq"}
_TOKEN = re.compile(
    r"\s*(?:(?P<word>attribute_(?:not_)?exists|AND|OR)\b|(?P<name>#?\w+)|(?P<value>:\w+)"
    r"|(?P<sign><=|>=|<>|[=<>()]))"
)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Unknown(ValueError):
    """An expression that DynamoDB would refuse, or that nobody has taught us."""


def holds(item: Item | None, parameters: Mapping[str, Any]) -> bool:
    """Whether the `ConditionExpression` of an action holds for the item as it is, or for none."""
    expression = parameters.get("ConditionExpression")
    names = parameters.get("ExpressionAttributeNames", {})
    values = parameters.get("ExpressionAttributeValues", {})
    if expression is None:
        if names or values:
            raise Unknown("names and values need an expression")
        return True
    reader = _Reader(expression, names, values)
    test = reader.read()
    return test(item or {})


class _Reader:
    """Recursive descent: or ← and ← term."""

    def __init__(
        self, expression: str, names: Mapping[str, str], values: Mapping[str, Any]
    ) -> None:
        self._tokens = list(_split(expression))
        self._names, self._values = names, values
        self._unused = {*names, *values}

    def read(self) -> Callable[[Item], bool]:
        test = self._any()
        if self._tokens:
            raise Unknown(f"unexpected {self._tokens[0]}")
        if self._unused:
            raise Unknown(f"unused in expressions: {sorted(self._unused)}")
        return test

    def _any(self) -> Callable[[Item], bool]:
        tests = [self._all()]
        while self._take("OR"):
            tests.append(self._all())
        return lambda item: any(test(item) for test in tests)

    def _all(self) -> Callable[[Item], bool]:
        tests = [self._term()]
        while self._take("AND"):
            tests.append(self._term())
        return lambda item: all(test(item) for test in tests)

    def _term(self) -> Callable[[Item], bool]:
        if self._take("("):
            test = self._any()
            self._require(")")
            return test
        for word, expected in (("attribute_exists", True), ("attribute_not_exists", False)):
            if self._take(word):
                self._require("(")
                name = self._name()
                self._require(")")
                return lambda item: (name in item) is expected
        name = self._name()
        sign = self._next()
        if sign not in _COMPARE:
            raise Unknown(f"{sign} compares nothing")
        value = self._value()
        return lambda item: name in item and _compare(_COMPARE[sign], item[name], value)

    def _name(self) -> str:
        token = self._next()
        if token.startswith("#"):
            if token not in self._names:
                raise Unknown(f"{token} is not defined")
            self._unused.discard(token)
            return self._names[token]
        if token not in PLAIN:
            raise Unknown(f"{token} needs a # in front: it may be a reserved word")
        return token

    def _value(self) -> Any:
        token = self._next()
        if token not in self._values:
            raise Unknown(f"{token} is not defined")
        self._unused.discard(token)
        return self._values[token]

    def _next(self) -> str:
        if not self._tokens:
            raise Unknown("the expression ends too early")
        return self._tokens.pop(0)

    def _take(self, token: str) -> bool:
        if self._tokens[:1] == [token]:
            self._tokens.pop(0)
            return True
        return False

    def _require(self, token: str) -> None:
        if not self._take(token):
            raise Unknown(f"expected {token}")


def _split(expression: str) -> Iterator[str]:
    place = 0
    expression = expression.rstrip()
    while place < len(expression):
        found = _TOKEN.match(expression, place)
        if not found:
            raise Unknown(f"cannot read {expression[place:]!r}")
        place = found.end()
        yield found[0].strip()


def _compare(how: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    """Values of two types differ, and neither is the greater."""
    ((kind, one),), ((other_kind, two),) = left.items(), right.items()
    if kind != other_kind:
        return how is operator.ne
    return how(int(one), int(two)) if kind == "N" else how(one, two)


class Keys(NamedTuple):
    """What a KeyConditionExpression asks for: a partition, and which sort keys of it."""

    pk: str
    of_range: Callable[[Any], bool]


_OF_TABLE = re.compile(r"(\S+) = (:\w+)(?: AND begins_with\(\s*(\S+?)\s*,\s*(:\w+)\s*\))?")
_OF_INDEX = re.compile(r"(\S+) = (:\w+)(?: AND (\S+) > (:\w+))?")


def of_keys(
    expression: str, names: Mapping[str, str], values: Mapping[str, Any], by_index: bool
) -> Keys:
    """Read `PK = :pk AND begins_with(SK, :prefix)`, or `PK = :pk AND seq > :seq` of the index."""
    found = (_OF_INDEX if by_index else _OF_TABLE).fullmatch(expression)
    if not found:
        raise Unknown(f"cannot read {expression!r}")
    aliases = [part for part in found.groups()[::2] if part]
    bound = [part for part in found.groups()[1::2] if part]
    if {*names, *values} != {*bound, *(one for one in aliases if one.startswith("#"))}:
        raise Unknown(f"names or values are missing or unused: {expression}")
    plain = [names.get(alias, alias) for alias in aliases]
    if plain != ["PK", "seq" if by_index else "SK"][: len(plain)]:
        raise Unknown(f"{expression!r} asks for other than the keys")
    pk = values[bound[0]]["S"]
    if len(bound) == 1:
        return Keys(pk, lambda _: True)
    if by_index:
        after = int(values[bound[1]]["N"])
        return Keys(pk, lambda seq: seq > after)
    prefix = values[bound[1]]["S"]
    return Keys(pk, lambda sk: sk.startswith(prefix))
