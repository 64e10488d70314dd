"""Domain objects ↔ items. An attribute that would only hold its default is left out."""

from typing import Any, TypeVar

import msgspec
from msgspec import NODEFAULT
from msgspec.structs import fields

from app.domain.calendars import Calendar
from app.domain.clients import CLIENT_AGE, Client, Outcome
from app.domain.invites import Invite
from app.domain.lists import Counters, Erasure, Info, Member, Role
from app.domain.ops import Actor
from app.domain.people import Person
from app.domain.script_tokens import ScriptToken
from app.domain.todos import Todo
from app.store import keys
from app.store.attributes import Item
from app.store.keys import Key

T = TypeVar("T", Todo, Info, Counters, Member, Person, Invite, ScriptToken, Calendar)


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


Change = Info | Todo | Member | Erasure

# field name → (attribute, default); the ids are in the keys and are not said twice.
_ATTRIBUTES: dict[type, dict[str, tuple[str, Any]]] = {
    kind: {field.name: (_camel(field.name), field.default) for field in fields(kind)}
    for kind in (Todo, Info, Counters, Member, Person, Invite, ScriptToken, Calendar)
}
_KEYS = {
    Todo: ("id", "list_id"),
    Member: ("id",),
    Person: ("id",),
    Invite: ("id",),
    ScriptToken: ("id",),
    Calendar: ("id",),
}
for _kind, _names in _KEYS.items():
    for _name in _names:
        del _ATTRIBUTES[_kind][_name]
# META must stay out of the index bySeq, so its counter has another name there.
_ATTRIBUTES[Counters]["seq"] = ("changes", NODEFAULT)


def _to_item(key: Key, record: T) -> Item:
    item: Item = {"PK": key.pk, "SK": key.sk}
    for name, (attribute, default) in _ATTRIBUTES[type(record)].items():
        value = getattr(record, name)
        if value != default:
            item[attribute] = value
    return item


def _from_item(kind: type[T], item: Item, **ids: str) -> T:
    known = _ATTRIBUTES[kind].items()
    values = {name: item[attribute] for name, (attribute, _) in known if attribute in item}
    return kind(**ids, **values)  # type: ignore[arg-type]  # the table holds what _to_item wrote


def todo_item(todo: Todo) -> Item:
    item = _to_item(keys.todo(todo.list_id, todo.id), todo)
    if todo.expires is not None:
        item["ttl"] = todo.expires
    return item


def todo_from(item: Item) -> Todo:
    list_id = str(item["PK"]).removeprefix("L#")
    return _from_item(Todo, item, id=str(item["SK"]).removeprefix("T#"), list_id=list_id)


def info_item(list_id: str, info: Info) -> Item:
    return _to_item(keys.list_info(list_id), info)


def info_from(item: Item) -> Info:
    return _from_item(Info, item)


def meta_item(list_id: str, meta: Counters) -> Item:
    return _to_item(keys.list_meta(list_id), meta)


def meta_from(item: Item) -> Counters:
    return _from_item(Counters, item)


def person_item(person: Person) -> Item:
    return _to_item(keys.person(person.id), person)


def person_from(item: Item) -> Person:
    return _from_item(Person, item, id=str(item["PK"]).removeprefix("U#"))


def member_item(list_id: str, member: Member) -> Item:
    item = _to_item(keys.list_member(list_id, member.id), member)
    if member.expires is not None:
        item["ttl"] = member.expires
    return item


def member_from(item: Item) -> Member:
    return _from_item(Member, item, id=str(item["SK"]).removeprefix("M#"))


def membership_item(list_id: str, member: Member) -> Item:
    """The person's side of it."""
    key = keys.person_list(member.id, list_id)
    return {"PK": key.pk, "SK": key.sk, "role": str(member.role)}


def past_item(sub: str, list_id: str) -> Item:
    key = keys.person_past(sub, list_id)
    return {"PK": key.pk, "SK": key.sk}


def erasure_item(list_id: str, seq: int) -> Item:
    key = keys.list_erasure(list_id)
    return {"PK": key.pk, "SK": key.sk, "seq": seq}


def person_invite_item(sub: str, invite: Invite) -> Item:
    """By which it is found who made or used one."""
    key = keys.person_invite(sub, invite.id)
    return {"PK": key.pk, "SK": key.sk, "listId": invite.list_id, "ttl": invite.expires}


def deletion_item(sub: str, ttl: int | None = None) -> Item:
    """`ttl` once it is done."""
    key = keys.deletion(sub)
    item: Item = {"PK": key.pk, "SK": key.sk}
    return item if ttl is None else {**item, "ttl": ttl}


def invite_items(invite: Invite) -> list[Item]:
    """For who has the secret, and, as long as it is open, for the list's owners."""
    places = [keys.invite(invite.id)]
    if invite.used_by is None:
        places.append(keys.list_invite(invite.list_id, invite.id))
    return [{**_to_item(key, invite), "ttl": invite.expires} for key in places]


def invite_from(item: Item) -> Invite:
    """From either of the two."""
    key = str(item["PK"] if item["SK"] == "META" else item["SK"])
    return _from_item(Invite, item, id=key.removeprefix(keys.INVITE_PREFIX))


def script_token_items(token: ScriptToken) -> list[Item]:
    """For who has the secret, and by which the person finds it."""
    key, listed = keys.script_token(token.id), keys.person_script_token(token.sub, token.id)
    return [
        {**_to_item(key, token), "ttl": token.expires},
        {"PK": listed.pk, "SK": listed.sk, "ttl": token.expires},
    ]


def script_token_from(item: Item) -> ScriptToken:
    id_ = str(item["PK"]).removeprefix(keys.SCRIPT_PREFIX)
    return _from_item(ScriptToken, item, id=id_)


def calendar_items(calendar: Calendar) -> tuple[Item, Item]:
    """For who has the secret, and for the person."""
    own = keys.person_calendar(calendar.sub)
    said = _to_item(keys.calendar(calendar.id), calendar)
    return said, {**said, "PK": own.pk, "SK": own.sk, "calendar": calendar.id}


def calendar_from(item: Item) -> Calendar:
    return _from_item(Calendar, item, id=str(item["PK"]).removeprefix(keys.CALENDAR_PREFIX))


def own_calendar_from(item: Item) -> Calendar:
    return _from_item(Calendar, item, id=str(item["calendar"]))


def role_from(item: Item | None) -> Role | None:
    """None for whoever is no member, or none any more."""
    return item.get("role") if item else None  # type: ignore[return-value]


def client_item(actor: Actor, client: Client) -> Item:
    key = keys.client(actor.sub, client.id)
    return {
        "PK": key.pk,
        "SK": key.sk,
        "last": client.last,
        "since": client.since,
        "outcomes": msgspec.json.encode(client.outcomes).decode(),
        "ttl": int((actor.now + CLIENT_AGE).timestamp()),
    }


def client_from(client_id: str, item: Item | None) -> Client:
    """One that was never heard of has consumed nothing."""
    if item is None:
        return Client(id=client_id)
    return Client(
        id=client_id,
        last=item["last"],  # type: ignore[arg-type]
        since=item["since"],  # type: ignore[arg-type]
        outcomes=msgspec.json.decode(str(item["outcomes"]), type=tuple[Outcome, ...]),
    )


def change_from(item: Item) -> Change:
    """Whatever of a list stands in the index bySeq."""
    kind = str(item["SK"]).partition("#")[0]
    if kind == "T":
        return todo_from(item)
    if kind == "ERASED":
        return Erasure(seq=item["seq"])  # type: ignore[arg-type]
    return member_from(item) if kind == "M" else info_from(item)
