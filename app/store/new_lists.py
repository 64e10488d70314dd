"""What it takes to bring a list into being, as actions of one transaction."""

from typing import Any

from msgspec.structs import replace

from app.domain.lists import Counters, Info
from app.store import keys, records
from app.store.table import Table

FIRST_SEQ = 2  # the list's details and its owner are its first two changes
_NEW = "attribute_not_exists(PK)"


def actions(table: Table, sub: str, list_id: str, info: Info) -> list[dict[str, Any]]:
    """Four new items: the list's counts, its details, and the owner on both sides."""
    member = records.member_item(keys.list_member(list_id, sub), "owner", seq=FIRST_SEQ)
    return [
        table.put(records.meta_item(list_id, Counters(seq=FIRST_SEQ)), _NEW),
        table.put(records.info_item(list_id, replace(info, seq=1)), _NEW),
        table.put(member, _NEW),
        table.put(records.member_item(keys.person_list(sub, list_id), "owner"), _NEW),
    ]
