"""The faults that `mutants.py` makes in the application: what is replaced by what."""

from typing import NamedTuple


class Edit(NamedTuple):
    file: str
    old: str
    new: str


class Mutant(NamedTuple):
    """`breaks` says which promise of docs/sync.md it breaks."""

    name: str
    breaks: str
    edits: tuple[Edit, ...]


CHANGES, WRITES, STATES = "app/store/changes.py", "app/store/writes.py", "app/store/states.py"
PULLS, TABLE = "app/store/pulls.py", "app/store/table.py"
CLIENTS, APPLY, TODOS = "app/domain/clients.py", "app/domain/apply.py", "app/domain/todos.py"
OPS, IDS, RECURRENCE = "app/domain/ops.py", "app/domain/ids.py", "app/domain/recurrence.py"
SCHEMAS = "app/schemas/ops.py"
INVITES, LISTS, RECORDS = "app/store/invites.py", "app/store/lists.py", "app/store/records.py"
INVITE = "app/domain/invites.py"
_SEQ = "seq = 0 if isinstance(diff.before, NoList) else diff.before.meta.seq"
_ONE = 'self._call("get_item", Key=_key(key), ConsistentRead=True, TableName=self.name)'
_MANY = '{"Keys": batch, "ConsistentRead": True}'
_QUERY = 'self._call("query", TableName=self.name, ConsistentRead=True, **what, **place)'
_LAST = (
    "    last = _read_last(table, actor, client_id)\n    roles = people.memberships(table, actor)\n"
)
_GIVEN = "last=last if page.is_final else None"


def one(name: str, breaks: str, file: str, old: str, new: str) -> Mutant:
    return Mutant(name, breaks, (Edit(file, old, new),))


MUTANTS = [
    # 1. Dense numbers.
    one("gap in seq", "dense", CHANGES, _SEQ, _SEQ + " + 1"),
    one(
        "one seq for a whole push",
        "unique",
        CHANGES,
        "    for todo in diff.todos:\n        seq += 1\n",
        "    seq += bool(diff.todos)\n    for todo in diff.todos:\n",
    ),
    one(
        "no condition on seq",
        "two writers never share one",
        CHANGES,
        'table.put(item, "#changes = :changes", changes=before.seq)',
        "table.put(item)",
    ),
    one(
        "no condition on the seq of the second list of a move",
        "two writers never share one",
        CHANGES,
        "actions += more",
        "actions += [{'Put': {k: v for k, v in o['Put'].items() if k in ('Item', 'TableName')}}"
        " if 'Put' in o and state.list_id != after.list_id else o for o in more]",
    ),
    one(
        "tombstone without a new seq",
        "deletions are changes",
        CHANGES,
        "todos[todo.id] = replace(todo, seq=seq)",
        "todos[todo.id] = replace(todo, seq=todo.seq if todo.purged else seq)",
    ),
    Mutant(
        "counters read after the items",
        "what was read holds while the counter stands",
        (
            Edit(STATES, "    found = _counters(table, actor, list_ids)\n", ""),
            Edit(
                STATES,
                "    found |= table.get_many(list(dict.fromkeys(wanted)))\n",
                "    found = table.get_many(list(dict.fromkeys(wanted)))\n"
                "    found |= _counters(table, actor, list_ids)\n",
            ),
        ),
    ),
    # 2. Once.
    one(
        "no dedupe",
        "an op is consumed once",
        WRITES,
        "[one for one in sent if one.n > known.last]",
        "list(sent)",
    ),
    one(
        "no condition on last",
        "two copies of a push at once",
        WRITES,
        'table.put(item, "#last = :last", last=known.last)',
        "table.put(item)",
    ),
    one(
        "no condition on the first note",
        "two copies of a push at once",
        WRITES,
        'table.put(item, "attribute_not_exists(PK)")',
        "table.put(item)",
    ),
    one(
        "note before the ops, in a transaction of its own",
        "an op and the knowledge of it are never apart",
        WRITES,
        "_note(table, actor, known, client), *written])\n",
        "_note(table, actor, known, client)])\n"
        "            if written:\n                table.write(written)\n",
    ),
    one(
        "gap taken in",
        "409 gap",
        CLIENTS,
        "if first > self.last + 1:",
        "if False:",
    ),
    one(
        "gap of one taken in",
        "409 gap",
        CLIENTS,
        "if first > self.last + 1:",
        "if first > self.last + 2:",
    ),
    one("gap without last", "last says up to where", CLIENTS, "Gap(self.last)", "Gap(0)"),
    # 3. Cursors and pages.
    one(
        "cursor from the clock",
        "cursors are what was delivered",
        PULLS,
        "        self.cursor = change.seq\n",
        "        import time\n\n        self.cursor = int(time.time())\n",
    ),
    one(
        "cursor from META",
        "cursors are what was delivered",
        PULLS,
        "            page.read(list_id, roles[list_id], cursors.get(list_id, 0))\n",
        "            page.read(list_id, roles[list_id], cursors.get(list_id, 0))\n"
        "            if page.lists and page.lists[-1].id == list_id:\n"
        "                page.lists[-1].cursor = counters[list_id].seq\n",
    ),
    one(
        "cursor past the page",
        "cursors are what was delivered",
        PULLS,
        "                self.is_final = False\n                break\n",
        "                self.is_final = False\n"
        "                changes.cursor = int(item['seq'])\n                break\n",
    ),
    one(
        "final before its time",
        "the final page, at which every list was seen to be exhausted",
        PULLS,
        "                self.is_final = False\n",
        "                self.is_final = True\n",
    ),
    one("page of 501", "at most 500 items", PULLS, "self._room == 0", "self._room < 0"),
    one(
        "page without an end in bytes",
        "about 1 MB",
        PULLS,
        " or self._bytes >= PAGE_BYTES",
        "",
    ),
    # 4. Nothing dropped too early.
    Mutant(
        "last read after the data",
        "last was read before the data",
        (
            Edit(PULLS, _GIVEN, "last=_read_last(table, actor, client_id)" + _GIVEN[9:]),
            Edit(PULLS, _LAST, _LAST.partition("\n")[2]),
        ),
    ),
    one(
        "last read after the memberships",
        "last was read before the data",
        PULLS,
        _LAST,
        "".join(reversed(_LAST.splitlines(keepends=True))),
    ),
    one("last before the final page", "null before", PULLS, _GIVEN, "last=last"),
    one(
        "reset without last",
        "drop pending ops up to last",
        PULLS,
        "is_final=False, last=last)",
        "is_final=False, last=0)",
    ),
    # 5. Every read is strongly consistent.
    one(
        "weak read of the client's last, by pull",
        "every read is strongly consistent",
        TABLE,
        _ONE,
        _ONE.replace("True", 'key.sk == "META"'),
    ),
    one(
        "weak read of the counter that a push goes by",
        "every read is strongly consistent",
        TABLE,
        _ONE,
        _ONE.replace("True", 'key.sk != "META"'),
    ),
    one(
        "weak reads of all batches",
        "every read is strongly consistent",
        TABLE,
        _MANY,
        _MANY.replace("True", "False"),
    ),
    one(
        "weak read of the counters, by pull",
        "every read is strongly consistent",
        TABLE,
        _MANY,
        _MANY.replace("True", 'keys[0].sk != "META"'),
    ),
    one(
        "weak read of what ops are judged by",
        "every read is strongly consistent",
        TABLE,
        _MANY,
        _MANY.replace("True", 'not keys[0].sk.startswith("M#")'),
    ),
    one(
        "weak read of the memberships",
        "every read is strongly consistent",
        TABLE,
        _QUERY,
        _QUERY.replace("=True", '="IndexName" in what'),
    ),
    one(
        "weak read of the changes",
        "every read is strongly consistent",
        TABLE,
        _QUERY,
        _QUERY.replace("=True", '="IndexName" not in what'),
    ),
    # 6. Roles at the moment of writing, and of reading.
    one(
        "no check of the membership",
        "roles at the moment of writing",
        CHANGES,
        "guards = [*_still_member(table, sub, diff), ",
        "guards = [",
    ),
    one(
        "no role in the check of the membership",
        "in the role that the ops were judged by",
        CHANGES,
        'table.check(key, "#role = :role", role=before.role)',
        'table.check(key, "attribute_exists(PK)")',
    ),
    one(
        "second list of a move not checked",
        "with move, in both lists",
        CHANGES,
        "actions += more",
        "actions += [o for o in more"
        " if state.list_id == after.list_id or 'ConditionCheck' not in o]",
    ),
    Mutant(
        "no check of the membership at the read",
        "a list that is not yours any more",
        (
            Edit(
                PULLS,
                "    roles = people.memberships(table, actor)\n",
                '    roles = dict.fromkeys(cursors, "viewer") | people.memberships(table, actor)\n',
            ),
            Edit(PULLS, "and change.role is None:", "and False:"),
        ),
    ),
    one(
        "no purge",
        "a list that is not yours any more",
        PULLS,
        "purged=[id_ for id_ in cursors if id_ not in roles or id_ in gone | page.left]",
        "purged=[]",
    ),
    one(
        "more for who has just left",
        "a list that is not yours any more",
        PULLS,
        "and change.role is None:",
        "and False:",
    ),
    one(
        "role as it was before the page",
        "role",
        PULLS,
        "if change.id == sub and change.role is not None:",
        "if False:",
    ),
    one("viewers write", "roles", APPLY, 'if state.role == "viewer":', "if False:"),
    one(
        "gone lists are written",
        "a list that is gone",
        APPLY,
        '    if state.info.deleted_at is not None:\n        raise NotFound("No such list")\n',
        "    return\n",
    ),
    # 7. Deletions are changes, and who was away starts over.
    one(
        "no horizon", "60 days", CLIENTS, "synced_at is None or now - synced_at > HORIZON", "False"
    ),
    one(
        "horizon beyond the tombstones",
        "60 days",
        CLIENTS,
        "HORIZON = timedelta(days=60)",
        "HORIZON = timedelta(days=120)",
    ),
    one(
        "tombstones forgotten before the horizon",
        "tombstones with a new number for 90 days",
        TODOS,
        "TOMBSTONE_AGE = timedelta(days=90)",
        "TOMBSTONE_AGE = timedelta(days=30)",
    ),
    one(
        "as young as the last page",
        "syncedAt",
        CLIENTS,
        "if is_final or synced_at is None or not now - HORIZON <= synced_at <= now:",
        "if True:",
    ),
    one("epoch ignored", "restored", CLIENTS, "if epoch != present_epoch:", "if False:"),
    # 8. Answers.
    one(
        "refused op blocks the queue",
        "a refused op is consumed",
        WRITES,
        "        return Outcome(n=sent.n, problem=Refusal.of(error)), state",
        "        raise",
    ),
    one(
        "refused op stops those behind it",
        "a refused op does not stop the ones behind it",
        WRITES,
        "        client, state = consumed, after\n",
        "        client, state = consumed, after\n        if outcome.problem:\n            break\n",
    ),
    one(
        "outcomes not remembered",
        "an answer that was lost is not lost",
        CLIENTS,
        "kept = self.outcomes if outcome.is_plain else (*self.outcomes, outcome)",
        "kept = self.outcomes",
    ),
    one(
        "outcomes of a first part forgotten",
        "an answer that was lost is not lost",
        CLIENTS,
        "left = tuple(one for one in self.outcomes if one.n >= first)",
        "left = ()",
    ),
    one(
        "all is said to be repeated",
        "answered as they were the first time",
        CLIENTS,
        "if not self.since <= n <= self.last:",
        "if self.since <= n <= self.last:",
    ),
    one(
        "overwrote not told",
        "its result carries the value it replaced",
        APPLY,
        "if isinstance(state, NoList) or not isinstance(op, PatchTodo):",
        "if True:",
    ),
    one(
        "overwrote told of what is the same",
        "and not what the op wants",
        APPLY,
        "not in (seen, op.fields.get(name, present))",
        "!= seen",
    ),
    one(
        "moved not told",
        "with code moved",
        TODOS,
        "if todo is not None and todo.moved_to:",
        "if False:",
    ),
    # 9. What follows on a repeating to-do.
    one(
        "the next of what is open again",
        "still done",
        APPLY,
        "if not after.is_live or not after.done:",
        "if not after.is_live:",
    ),
    one(
        "the next of what is in the trash",
        "still there",
        APPLY,
        "if not after.is_live or not after.done:",
        "if not after.done:",
    ),
    one(
        "next one stays in the trash",
        "undone and done again",
        APPLY,
        "    return _put_back(existing, state, actor)\n",
        "    return state\n",
    ),
    one(
        "next one comes back from nowhere",
        "deleted for ever",
        APPLY,
        "if existing.is_live or existing.is_gone(actor.now):",
        "if existing.is_live:",
    ),
    one(
        "next one beneath another parent",
        "beneath the parent of the completed one",
        APPLY,
        '"parent_id": after.parent_id, "assignee"',
        '"assignee"',
    ),
    one(
        "one more than a list holds",
        "limits",
        APPLY,
        "        _require_room(state)\n        fields = {**op.fields",
        "        fields = {**op.fields",
    ),
    one(
        "no next one by REST",
        "a route makes it, too",
        APPLY,
        "if op.makes_next and is_completed else",
        "if False else",
    ),
    one(
        "a next one of what was done already",
        "from open to done",
        APPLY,
        "is_completed = changed.done and not todo.done",
        "is_completed = changed.done",
    ),
    one(
        "next one made unseen by REST",
        "there is one",
        OPS,
        "yield list_id, follow_id(op.id)",
        "pass",
    ),
    one(
        "next one of what was not read",
        "still done",
        OPS,
        "        yield list_id, op.after\n",
        "        pass\n",
    ),
    one(
        "next one under any id",
        "one id for all who complete it",
        SCHEMAS,
        "if self.id != follow_id(self.after):",
        "if False:",
    ),
    one(
        "an id that does not count on",
        "one id for all who complete it",
        IDS,
        "(value + _STEP) & _LOW",
        "(value + _STEP + 1) & _LOW",
    ),
    one(
        "a next one in the past",
        "after today",
        RECURRENCE,
        "after = max(begin, on)",
        "after = begin",
    ),
    one(
        "one more than COUNT",
        "COUNT",
        RECURRENCE,
        "if left == 1:",
        "if left == 0.5:",
    ),
    one(
        "COUNT that stays",
        "COUNT",
        RECURRENCE,
        'f";COUNT={left - 1}"',
        'f";COUNT={left}"',
    ),
    one(
        "one after UNTIL",
        "UNTIL",
        RECURRENCE,
        "if day is None or day > _until(parts):",
        "if day is None:",
    ),
    # 10. Who is in a list.
    one(
        "anybody sets roles",
        "setRole is an owner's",
        APPLY,
        'return _require_owner(state, "change roles")',
        "return None",
    ),
    one(
        "anybody removes others",
        "removeMember is an owner's",
        APPLY,
        'return None if op.member == actor.sub else _require_owner(state, "remove members")',
        "return None",
    ),
    Mutant(
        "strangers write",
        "nobody but members",
        (
            Edit(STATES, "(role is None and not self.is_invited)", "False"),
            Edit(APPLY, "if state.role is None and not isinstance(op, Join):", "if False:"),
        ),
    ),
    one(
        "strangers read what they were in once",
        "nobody but members",
        LISTS,
        "is_member = records.role_from(found.get(member)) is not None",
        "is_member = member in found",
    ),
    one(
        "the last owner leaves",
        "a list always has an owner",
        APPLY,
        'if member.role == "owner" and state.meta.owners <= 1:',
        "if False:",
    ),
    one(
        "owners who step down are counted on",
        "META counts owners",
        OPS,
        '(is_ == "owner") - (was == "owner")',
        '(is_ == "owner")',
    ),
    one(
        "who left is counted on",
        "META counts members",
        OPS,
        "(is_ is not None) - (was is not None)",
        "(is_ is not None and was is None)",
    ),
    one(
        "removal keeps the person's side",
        "both sides of a membership",
        CHANGES,
        "return [ours, table.delete(",
        "return [ours] or [table.delete(",
    ),
    one(
        "a role on the list's side only",
        "both sides of a membership",
        RECORDS,
        '"role": str(member.role)}',
        '"role": "editor"}',
    ),
    one(
        "who left is still called by name",
        "then name is empty",
        APPLY,
        'replace(member, role=None, name="", left_at=actor.time)',
        "replace(member, role=None, left_at=actor.time)",
    ),
    one(
        "who joins owns it",
        "as what they were invited",
        APPLY,
        "Member(id=actor.sub, role=op.role,",
        'Member(id=actor.sub, role="owner",',
    ),
    Mutant(
        "an invite used twice",
        "once",
        (
            Edit(
                INVITES,
                "        if invite.used_by is not None:\n            raise",
                "        if False:\n            raise",
            ),
            Edit(INVITES, "[table.put(item, unused), ", "[table.put(item), "),
        ),
    ),
    one(
        "an invite accepted that was just withdrawn",
        "withdrawing deletes both",
        INVITES,
        "[table.put(item, unused), ",
        "[table.put(item), ",
    ),
    one(
        "an invite withdrawn that was just accepted",
        "withdrawn or used",
        INVITES,
        'table.delete(listed, "attribute_exists(PK)")',
        "table.delete(listed)",
    ),
    one(
        "the inviter's role not checked at acceptance",
        "only while who made it is still an owner",
        INVITES,
        'if records.role_from(found.get(inviter)) != "owner":',
        "if False:",
    ),
    one(
        "an invite without an end",
        "7 days",
        INVITE,
        "return instants.from_text(self.expires_at) <= now",
        "return False",
    ),
    Mutant(
        "anybody invites",
        "an owner's",
        (
            Edit(
                INVITES,
                'if records.role_from(found[keys.list_member(list_id, actor.sub)]) != "owner":',
                "if False:",
            ),
            Edit(
                INVITES,
                'actor.sub), "#role = :role", role="owner")',
                'actor.sub), "attribute_exists(PK)")',
            ),
        ),
    ),
    one(
        "who was just an owner invites",
        "roles at the moment of writing",
        INVITES,
        'actor.sub), "#role = :role", role="owner")',
        'actor.sub), "attribute_exists(PK)")',
    ),
    one(
        "invites to an Inbox",
        "the Inbox is one person's",
        INVITES,
        "if list_id == inbox_id(actor.sub):",
        "if False:",
    ),
    one(
        "move into a list that one may only read",
        "with move, in both lists",
        APPLY,
        "_require_rights(op, target, actor)",
        "_require_there(target)",
    ),
    one(
        "move keeps who is to do it",
        "unless it is who moves it",
        APPLY,
        "if todo.assignee != actor.sub:",
        "if False:",
    ),
    one(
        "move takes it also from who moves it",
        "unless it is who moves it",
        APPLY,
        "if todo.assignee != actor.sub:",
        "if True:",
    ),
    one(
        "anybody is to do it",
        "a member",
        APPLY,
        "if assignee is not None and state.role_of(assignee) is None:",
        "if False:",
    ),
    # What is imported.
    one(
        "stamps passed over",
        "stamps",
        APPLY,
        "for name, text in op.stamps.items()}",
        "for name, text in ()}",
    ),
    one(
        "a stamp of the future believed",
        "later than now is now",
        APPLY,
        "min(text, actor.time)",
        "text",
    ),
    one(
        "gone as soon as it is made",
        "the trash gives it back",
        APPLY,
        "if deleted_at and instants.is_older(deleted_at, actor.now, TRASH_AGE):",
        "if False:",
    ),
    one(
        "every stay in the trash begins anew",
        "the rest of its days",
        APPLY,
        "instants.is_older(deleted_at, actor.now, TRASH_AGE)",
        "True",
    ),
    one(
        "done at some time, and not done",
        "doneAt is of what is done",
        APPLY,
        'if "done_at" in op.stamps and not op.fields.get("done"):',
        "if False:",
    ),
    one(
        "no room for what is made in the trash",
        "the trash takes no room",
        APPLY,
        "    if todo.is_live:\n        _require_room(state)\n    _check_parent",
        "    _require_room(state)\n    _check_parent",
    ),
    one(
        "a family cannot come in the trash",
        "a parent that is in the trash, too",
        APPLY,
        "in_trash=None if todo.is_live else actor.now)",
        "in_trash=None)",
    ),
    one(
        "alive beneath one in the trash",
        "a parent lives",
        APPLY,
        "in_trash=None if todo.is_live else actor.now)",
        "in_trash=actor.now)",
    ),
    one(
        "in the trash beneath what is gone",
        "a parent that can be restored",
        APPLY,
        "(in_trash and not parent.is_gone(in_trash))",
        "in_trash",
    ),
    one(
        "a creation known without its stamps",
        "sent again, unchanged",
        SCHEMAS,
        'more = {"stamps": sent} if sent else {}',
        "more: dict[str, Any] = {}",
    ),
    one(
        "who left is in the way of every change",
        "looked at when it is set to another value",
        APPLY,
        'if op.fields.get("assignee") != todo.assignee:',
        'if op.fields.get("assignee"):',
    ),
    one(
        "members are not looked up",
        "a member",
        OPS,
        '        yield op.fields["assignee"]\n',
        "        pass\n",
    ),
    one(
        "the next one is for whom the device says",
        "those that after has by then",
        APPLY,
        ', "assignee": after.assignee}',
        "}",
    ),
    one(
        "an old name",
        "renewed in each of the lists",
        CHANGES,
        ", *_still_named(table, sub, diff)]",
        "]",
    ),
    one(
        "no new name in the trash",
        "renewed in each of the lists",
        APPLY,
        "    if isinstance(op, RenameMember):\n",
        "    if False:\n",
    ),
]
