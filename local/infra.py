"""infra/*.yml, read as plain CloudFormation.

They alone define the table, the pool, its client, and the headers that the page is served with.
"""

from pathlib import Path
from typing import Any

import yaml

from local.environment import ROOT

_INFRA = ROOT / "infra"
_FRAGMENTS = ("data.yml", "identity.yml")
# What CreateTable takes itself; the rest of the properties are calls of their own.
_CREATE_TABLE = (
    "AttributeDefinitions",
    "BillingMode",
    "GlobalSecondaryIndexes",
    "KeySchema",
    "LocalSecondaryIndexes",
)


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms, such as !Ref and !Sub."""


def _short_form(loader: _Loader, name: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)  # noqa: S101 - tells mypy what YAML guarantees
        value = loader.construct_mapping(node, deep=True)
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": value}


_Loader.add_multi_constructor("!", _short_form)


def load(path: Path) -> dict[str, Any]:
    # The loader is a SafeLoader; ruff cannot see that.
    fragment: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506
    return fragment


def template() -> dict[str, Any]:
    """The fragments that run locally, merged into one template."""
    merged: dict[str, Any] = {"AWSTemplateFormatVersion": "2010-09-09"}
    for name in _FRAGMENTS:
        for section, entries in load(_INFRA / name).items():
            merged.setdefault(section, {}).update(entries)
    return merged


def table_definition() -> dict[str, Any]:
    """The table as keyword arguments of boto3's create_table (the name is the caller's)."""
    properties = template()["Resources"]["Table"]["Properties"]
    return {name: properties[name] for name in _CREATE_TABLE if name in properties}


def page_headers() -> dict[str, str]:
    """The headers that CloudFront adds to the page, but for the one that only https knows."""
    resource = load(_INFRA / "site.yml")["Resources"]["PageHeaders"]
    config = resource["Properties"]["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    policy, _ = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    headers = {
        # Locally, Cognito is a path of the page's own address.
        "Content-Security-Policy": policy.replace(" ${Cognito}", ""),
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
    }
    custom = config["CustomHeadersConfig"]["Items"]
    return headers | {header["Header"]: header["Value"] for header in custom}
