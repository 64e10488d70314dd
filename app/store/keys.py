"""Partition and sort keys of the one table.

| PK          | SK           | holds                                             |
|-------------|--------------|---------------------------------------------------|
| `U#<sub>`   | `META`       | the person                                        |
|             | `M#<listId>` | the person's role in a list                       |
|             | `P#<listId>` | that the person was in a list                     |
|             | `I#<invite>` | that the person made or used an invite            |
|             | `S#<token>`  | that the person has a token for scripts           |
|             | `FEED`       | the person's calendar                             |
|             | `C#<client>` | which ops of a client that synchronizes are done  |
| `L#<listId>`| `META`       | what the list counts: changes, open, done;        |
|             |              | members, owners; the greatest order key           |
|             | `INFO`       | name, colour, archived, deleted                   |
|             | `T#<todoId>` | a to-do                                           |
|             | `M#<sub>`    | a member's role and name; no role, once the       |
|             |              | person has left                                   |
|             | `I#<invite>` | an open invite, for the list's owners             |
|             | `ERASED`     | that somebody was erased from the list            |
| `S#<token>` | `META`       | a token for scripts, by its hash                  |
| `F#<feed>`  | `META`       | a calendar, by the hash of its secret             |
| `D#<hash>`  | `META`       | that the person with this hash is deleted         |
| `I#<invite>`| `META`       | what an invite leads to, by the hash of its token |

Everything beneath `L#` except META and invites carries `seq`, and so stands in the index `bySeq`.
To-dos that are deleted and members without a role have a `ttl`, 90 days on; invites have one of 7.
"""

from typing import NamedTuple

from app.domain.ids import secret_id

TODO_PREFIX = "T#"
MEMBER_PREFIX = "M#"
PAST_PREFIX = "P#"
CLIENT_PREFIX = "C#"
INVITE_PREFIX = "I#"
SCRIPT_PREFIX = "S#"
CALENDAR_PREFIX = "F#"
BY_SEQ = "bySeq"  # the index of infra/data.yml


class Key(NamedTuple):
    pk: str
    sk: str


def person(sub: str) -> Key:
    return Key(f"U#{sub}", "META")


def person_list(sub: str, list_id: str) -> Key:
    return Key(f"U#{sub}", f"{MEMBER_PREFIX}{list_id}")


def person_past(sub: str, list_id: str) -> Key:
    return Key(f"U#{sub}", f"{PAST_PREFIX}{list_id}")


def person_invite(sub: str, invite_id: str) -> Key:
    return Key(f"U#{sub}", f"{INVITE_PREFIX}{invite_id}")


def client(sub: str, client_id: str) -> Key:
    return Key(f"U#{sub}", f"{CLIENT_PREFIX}{client_id}")


def list_meta(list_id: str) -> Key:
    return Key(f"L#{list_id}", "META")


def list_info(list_id: str) -> Key:
    return Key(f"L#{list_id}", "INFO")


def list_member(list_id: str, sub: str) -> Key:
    return Key(f"L#{list_id}", f"{MEMBER_PREFIX}{sub}")


def list_erasure(list_id: str) -> Key:
    return Key(f"L#{list_id}", "ERASED")


def todo(list_id: str, todo_id: str) -> Key:
    return Key(f"L#{list_id}", f"{TODO_PREFIX}{todo_id}")


def invite(invite_id: str) -> Key:
    return Key(f"{INVITE_PREFIX}{invite_id}", "META")


def list_invite(list_id: str, invite_id: str) -> Key:
    """By which the list's owners find it."""
    return Key(f"L#{list_id}", f"{INVITE_PREFIX}{invite_id}")


def script_token(token_id: str) -> Key:
    return Key(f"{SCRIPT_PREFIX}{token_id}", "META")


def person_script_token(sub: str, token_id: str) -> Key:
    """By which the person finds it."""
    return Key(f"U#{sub}", f"{SCRIPT_PREFIX}{token_id}")


def calendar(calendar_id: str) -> Key:
    return Key(f"{CALENDAR_PREFIX}{calendar_id}", "META")


def person_calendar(sub: str) -> Key:
    """By which the person finds it."""
    return Key(f"U#{sub}", "FEED")


def deletion(sub: str) -> Key:
    """What says that the person is being deleted, or was. It outlives the person for some days, and
    so does not name the person."""
    return Key(f"D#{secret_id(sub)}", "META")
