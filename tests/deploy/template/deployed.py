"""What CloudFormation makes of a packaged template."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.deploy.packaging import TEMPLATE

_NOTHING = {"Ref": "AWS::NoValue"}


@dataclass(frozen=True)
class Deployed:
    """The template as it comes out under its parameters' defaults: what is conditional is decided,
    what a parameter says is said. References to resources stay."""

    template: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> "Deployed":
        return cls(json.loads((folder / TEMPLATE).read_text()))

    def with_default(self, parameter: str, value: str) -> "Deployed":
        parameters = self.template["Parameters"] | {parameter: {"Default": value}}
        return Deployed(self.template | {"Parameters": parameters})

    @property
    def resources(self) -> dict[str, Any]:
        kept = self.template["Resources"]
        kept = {name: one for name, one in kept.items() if self._holds(one.get("Condition"))}
        return {name: self._resolve(one) for name, one in kept.items()}

    @property
    def outputs(self) -> dict[str, Any]:
        found = self.template["Outputs"].items()
        return {name: self._resolve(one["Value"]) for name, one in found}

    def properties(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.resources[name]["Properties"]
        return found

    def of_type(self, kind: str) -> dict[str, Any]:
        """The properties of every resource of this type, by name."""
        found = self.resources.items()
        return {name: one["Properties"] for name, one in found if one["Type"] == kind}

    def only(self, kind: str) -> dict[str, Any]:
        """The properties of the one resource of this type."""
        (found,) = self.of_type(kind).values()
        return dict(found)

    @property
    def environment(self) -> dict[str, Any]:
        """The function's."""
        found: dict[str, Any] = self.properties("ApiLambdaFunction")["Environment"]["Variables"]
        return found

    @property
    def statements(self) -> dict[str, dict[str, Any]]:
        """What the function's role allows, by the statements' ids."""
        (policy,) = self.only("AWS::IAM::Role")["Policies"]
        return {one["Sid"]: one for one in policy["PolicyDocument"]["Statement"]}

    @property
    def distribution(self) -> dict[str, Any]:
        found: dict[str, Any] = self.properties("Distribution")["DistributionConfig"]
        return found

    def origin(self, name: str) -> dict[str, Any]:
        (found,) = [one for one in self.distribution["Origins"] if one["Id"] == name]
        return dict(found)

    @property
    def behaviours(self) -> dict[str, dict[str, Any]]:
        """CloudFront's, by path; `*` is the one for the rest."""
        found = {one["PathPattern"]: one for one in self.distribution["CacheBehaviors"]}
        return found | {"*": self.distribution["DefaultCacheBehavior"]}

    @property
    def dashboard(self) -> str:
        return str(self.properties("Dashboard")["DashboardBody"])

    def _parameter(self, name: str) -> Any:
        return self.template["Parameters"][name]["Default"]

    def _holds(self, name: str | None) -> bool:
        return name is None or self._is_true(self.template["Conditions"][name])

    def _is_true(self, condition: Any) -> bool:
        ((function, arguments),) = condition.items()
        if function == "Fn::Not":
            return not self._is_true(arguments[0])
        assert function == "Fn::Equals", function
        left, right = (self._resolve(one) for one in arguments)
        return bool(left == right)

    def _resolve(self, node: Any) -> Any:
        if isinstance(node, list):
            resolved = [self._resolve(one) for one in node]
            return [one for one in resolved if one != _NOTHING]
        if not isinstance(node, dict):
            return node
        if node.keys() == {"Fn::If"}:
            condition, yes, no = node["Fn::If"]
            return self._resolve(yes if self._holds(condition) else no)
        if node.keys() == {"Ref"} and node["Ref"] in self.template["Parameters"]:
            return self._parameter(node["Ref"])
        if node.keys() == {"Fn::Sub"}:
            return self._substitute(node["Fn::Sub"])
        resolved = {name: self._resolve(value) for name, value in node.items()}
        if resolved.keys() == {"Fn::Select"}:
            return self._select(*resolved["Fn::Select"])
        return {name: value for name, value in resolved.items() if value != _NOTHING}

    def _substitute(self, argument: Any) -> str:
        text, values = argument if isinstance(argument, list) else (argument, {})
        values = {name: self._resolve(value) for name, value in values.items()}

        def say(found: re.Match[str]) -> str:
            name = found[1]
            if name in self.template["Parameters"]:
                return str(self._parameter(name))
            value = values.get(name)
            return value if isinstance(value, str) else found[0]

        return re.sub(r"\$\{([^}]+)\}", say, text)

    @staticmethod
    def _select(index: int, source: Any) -> Any:
        if isinstance(source, dict) and "Fn::Split" in source:
            separator, text = source["Fn::Split"]
            source = text.split(separator) if isinstance(text, str) else source
        return source[index] if isinstance(source, list) else {"Fn::Select": [index, source]}
