"""Forgetting a person: all that the table holds of one who deletes the account.

First it is noted, by a hash of the person's id, that the person is being deleted. From then on
nothing new is kept: whatever would leave something of the person holds on a condition that is not
met any more, which is that note, the membership, the list's counter, or the item that it replaces.
Then comes one step after the other, each of which takes away last what tells that it must be done.
So it can be interrupted anywhere, and goes on when it is asked for again.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

from msgspec.structs import replace

from app.domain.ids import inbox_id
from app.domain.lists import Counters, Member
from app.domain.ops import Actor
from app.domain.todos import mentions, without
from app.errors import ChoiceNeeded, FieldError
from app.store import changes, keys, people, records
from app.store.attributes import Item
from app.store.keys import Key
from app.store.table import LostRace, Table
from app.store.todos import RESERVE

# Longer than any token lives, so that no device that is still signed in begins anew.
NOTE_AGE = timedelta(days=2)
MOST = 90  # to-dos of a transaction, beside what else it holds
Choices = Mapping[str, str | None]  # list id → who is to have it; None: it is to be deleted


class _OutOfTime(Exception):
    """The rest must wait for another request."""


def delete_account(table: Table, actor: Actor, choices: Choices) -> bool:
    """Erase the person, and say whether all is done: if not, ask again.

    Raises ChoiceNeeded for lists that others are in and nobody else owns, Unavailable.
    """
    note = table.get(keys.deletion(actor.sub))
    if note is not None and "ttl" in note:
        return True
    deletion = _Deletion(table, actor, choices)
    if note is None:
        deletion.require_choices()
        deletion.begin()
    try:
        deletion.go_on()
    except _OutOfTime:
        return False
    ended = int((actor.now + NOTE_AGE).timestamp())
    table.write([table.put(records.deletion_item(actor.sub, ended))])
    return True


class _Deletion:
    def __init__(self, table: Table, actor: Actor, choices: Choices) -> None:
        self.table, self.actor, self.choices = table, actor, choices
        self.sub = actor.sub

    def require_choices(self) -> None:
        """For all lists at once: there may be 200, and nothing is noted yet that could go on."""
        roles = people.read_memberships(self.table, self.sub)
        leaving = [_Leaving(self, list_id) for list_id in roles]
        found = self.table.get_many([one.counter for one in leaving])
        found |= self.table.get_many([key for one in leaving for key in one.wanted])
        self._refuse_where(one.lacks_choice() for one in leaving if one.take(found))

    def begin(self) -> None:
        """Note it, and take away the person and the Inbox: without these nobody is known here."""
        self.table.until_won(self._begin)

    def _begin(self) -> None:
        note = keys.deletion(self.sub)
        if self.table.get(note) is not None:
            return
        people.get_person(self.table, self.actor)  # so that there is an Inbox to take away
        inbox = _Leaving(self, inbox_id(self.sub))
        if not inbox.read():
            raise LostRace  # to another request that is just beginning
        noted = self.table.put(records.deletion_item(self.sub), "attribute_not_exists(PK)")
        person = self.table.delete(keys.person(self.sub))
        self.table.write([noted, person, *inbox.erasing()])

    def go_on(self) -> None:
        self.delete(self._tokens())
        self._delete_calendar()
        self._leave_lists()
        for item in self._own(keys.PAST_PREFIX):
            _Traces(self, _id_of(item)).erase()
        self.delete(self._invites())
        self.delete(_key_of(item) for item in self._own(keys.CLIENT_PREFIX))

    def _tokens(self) -> Iterator[Key]:
        for item in self._own(keys.SCRIPT_PREFIX):
            yield from (keys.script_token(_id_of(item)), _key_of(item))

    def _delete_calendar(self) -> None:
        own = keys.person_calendar(self.sub)
        if item := self.table.get(own):
            self.delete([keys.calendar(str(item["calendar"])), own])

    def _leave_lists(self) -> None:
        roles = people.read_memberships(self.table, self.sub)
        self._refuse_where(_Leaving(self, list_id).leave() for list_id in roles)

    def _invites(self) -> Iterator[Key]:
        """Those that the person made, and those that the person used."""
        for item in self._own(keys.INVITE_PREFIX):
            id_, list_id = _id_of(item), str(item["listId"])
            yield from (keys.invite(id_), keys.list_invite(list_id, id_), _key_of(item))

    def _refuse_where(self, lacking: Iterable[FieldError | None]) -> None:
        errors = [error for error in lacking if error is not None]
        if errors:
            detail = "Others are in lists that only you own: hand each over, or have it deleted"
            raise ChoiceNeeded(detail, errors=errors)

    def _own(self, prefix: str) -> list[Item]:
        return list(self.table.query(keys.person(self.sub).pk, prefix, limit=1000))

    def delete(self, places: Iterable[Key]) -> None:
        """In their order, as many at once as a transaction takes."""
        for some in _batches(places, changes.MAX_ACTIONS):
            self.write([self.table.delete(key) for key in some])

    def write(self, actions: list[dict[str, Any]]) -> None:
        if self.table.time_left() < RESERVE:
            raise _OutOfTime
        self.table.write(actions)


class _Leaving:
    """A list that the person is in."""

    def __init__(self, deletion: _Deletion, list_id: str) -> None:
        self.deletion, self.table = deletion, deletion.table
        self.sub, self.list_id = deletion.sub, list_id
        self.heir = deletion.choices.get(list_id)
        self.counter = keys.list_meta(list_id)
        both = [keys.list_member(list_id, sub) for sub in (self.sub, self.heir) if sub]
        self.wanted = list(dict.fromkeys([keys.list_info(list_id), *both]))

    def read(self) -> bool:
        """The counter first: as long as it stands, so does the rest."""
        found = self.table.get_many([self.counter])
        return self.take(found | self.table.get_many(self.wanted))

    def take(self, found: Mapping[Key, Item]) -> bool:
        """Whether, by what was found, it is there and the person is in it."""
        info, own, *heir = self.wanted
        is_there = self.counter in found and info in found
        if not is_there or records.role_from(found.get(own)) is None:
            return False
        self.meta = records.meta_from(found[self.counter])
        self.info, self.own = records.info_from(found[info]), records.member_from(found[own])
        others = [records.member_from(found[key]) for key in heir if key in found]
        self.new_owner = next((one for one in others if one.role is not None), None)
        return True

    def leave(self) -> FieldError | None:
        """Leave it to the others or begin to erase it, unless a choice is lacking."""
        return self.table.until_won(self._leave)

    def _leave(self) -> FieldError | None:
        if not self.read():
            self.deletion.write(self._turned_past())
        elif error := self.lacks_choice():
            return error
        elif self._is_ours_to_erase():
            self.deletion.write(self.erasing())
        else:
            self.deletion.write(self._left())
        return None

    def _is_only_owner(self) -> bool:
        return self.own.role == "owner" and self.meta.owners <= 1

    def _is_ours_to_erase(self) -> bool:
        is_wanted = self.new_owner is None or self.info.deleted_at is not None
        return self._is_only_owner() and is_wanted

    def lacks_choice(self) -> FieldError | None:
        is_of_others = self.meta.members > 1 and self.info.deleted_at is None
        if not self._is_only_owner() or not is_of_others or self.new_owner is not None:
            return None
        field = f"lists.{self.list_id}"
        if self.heir is not None:
            return FieldError(field, "no_member", "Hand it over to another member of the list")
        if self.list_id not in self.deletion.choices:
            return FieldError(field, "missing", "Say to whom to hand it over, or: delete")
        return None

    def _turned_past(self) -> list[dict[str, Any]]:
        past = self.table.put(records.past_item(self.sub, self.list_id))
        return [self.table.delete(keys.person_list(self.sub, self.list_id)), past]

    def _without_me(self, meta: Counters) -> list[dict[str, Any]]:
        counter = changes.counter(self.table, self.list_id, self.meta, meta)
        own = self.table.delete(keys.list_member(self.list_id, self.sub))
        return [counter, own, *self._turned_past()]

    def erasing(self) -> list[dict[str, Any]]:
        """What makes the list one that nobody finds any more."""
        gone = self.table.delete(keys.list_info(self.list_id))
        return [*self._without_me(replace(self.meta, seq=self.meta.seq + 1)), gone]

    def _left(self) -> list[dict[str, Any]]:
        """As somebody who leaves does, yet without a tombstone, and not before it has an owner."""
        promoted = self._promoted() if self._is_only_owner() else []
        seq = self.meta.seq + (2 if promoted else 1)
        erasure = self.table.put(records.erasure_item(self.list_id, seq))
        was_owner = self.own.role == "owner" and not promoted
        owners = self.meta.owners - was_owner
        meta = replace(self.meta, seq=seq, members=self.meta.members - 1, owners=owners)
        return [*self._without_me(meta), *promoted, erasure]

    def _promoted(self) -> list[dict[str, Any]]:
        if self.new_owner is None:
            raise AssertionError("a list is not left without an owner")
        owner: Member = replace(self.new_owner, role="owner", seq=self.meta.seq + 1)
        return changes.membership(self.table, self.list_id, owner)


class _Traces:
    """What is left in a list that the person was in, be it others' by now, or nobody's."""

    def __init__(self, deletion: _Deletion, list_id: str) -> None:
        self.deletion, self.table = deletion, deletion.table
        self.sub, self.list_id = deletion.sub, list_id
        self.pk = keys.list_info(list_id).pk
        self.past = keys.person_past(self.sub, list_id)

    def erase(self) -> None:
        if self.table.get(keys.list_info(self.list_id)) is None:
            self._erase_list()
        else:
            self.table.until_won(self._forget_person)

    def _erase_list(self) -> None:
        """The members first, so that no device asks for it while it gets less and less."""
        self.deletion.delete(self._members())
        self.deletion.delete(self._invites())
        for prefix in (keys.TODO_PREFIX, keys.MEMBER_PREFIX, keys.INVITE_PREFIX):
            self.deletion.delete(map(_key_of, self._all(prefix)))
        last = [keys.list_erasure(self.list_id), keys.list_meta(self.list_id), self.past]
        self.deletion.delete(last)

    def _members(self) -> Iterator[Key]:
        for item in self._all(keys.MEMBER_PREFIX):
            yield keys.person_list(_id_of(item), self.list_id)

    def _invites(self) -> Iterator[Key]:
        for item in self._all(keys.INVITE_PREFIX):
            yield keys.invite(_id_of(item))

    def _all(self, prefix: str) -> Iterator[Item]:
        return self.table.query(self.pk, prefix, limit=1000)

    def _forget_person(self) -> None:
        """This loses every race but the one in which the list was read from one end to the other,
        and nobody changed it, nor had to: what follows on a to-do is for whom that was, and so may
        be made behind our back."""
        self.table.until_won(self._forget_tombstone)
        meta = self.table.get(keys.list_meta(self.list_id))
        found = map(records.todo_from, self._all(keys.TODO_PREFIX))
        places = (keys.todo(self.list_id, one.id) for one in found if mentions(one, self.sub))
        for some in _batches(places, MOST):
            self._forget_in(some)
        actions = [self.table.delete(self.past)]
        if meta is not None:  # else another owner, who went as well, has erased it meanwhile
            counter, seq = keys.list_meta(self.list_id), records.meta_from(meta).seq
            actions.append(self.table.check(counter, "#changes = :changes", changes=seq))
        self.deletion.write(actions)

    def _forget_tombstone(self) -> None:
        """That of one who left before: it names the person, and so do the others' copies."""
        meta = self.table.get(keys.list_meta(self.list_id))
        tombstone = keys.list_member(self.list_id, self.sub)
        if meta is None or self.table.get(tombstone) is None:
            return
        before = records.meta_from(meta)
        after = replace(before, seq=before.seq + 1)
        counter = changes.counter(self.table, self.list_id, before, after)
        erasure = self.table.put(records.erasure_item(self.list_id, after.seq))
        self.deletion.write([counter, self.table.delete(tombstone), erasure])

    def _forget_in(self, places: list[Key]) -> None:
        """As changes of the list, so that others' copies learn of it."""

        def attempt() -> None:
            meta = self.table.get(keys.list_meta(self.list_id))
            found = self.table.get_many(places)
            todos = [without(records.todo_from(item), self.sub) for item in found.values()]
            if meta is None or not todos:
                return
            before = records.meta_from(meta)
            numbered = [replace(todo, seq=before.seq + n) for n, todo in enumerate(todos, 1)]
            after = replace(before, seq=before.seq + len(todos))
            counter = changes.counter(self.table, self.list_id, before, after)
            puts = [self.table.put(records.todo_item(todo)) for todo in numbered]
            self.deletion.write([counter, *puts])

        self.table.until_won(attempt)


def _batches(places: Iterable[Key], size: int) -> Iterator[list[Key]]:
    left = iter(places)
    while some := list(islice(left, size)):
        yield some


def _key_of(item: Item) -> Key:
    return Key(str(item["PK"]), str(item["SK"]))


def _id_of(item: Item) -> str:
    return str(item["SK"]).partition("#")[2]
