"""Invites: made and withdrawn by owners, used once by whoever has the secret."""

from typing import Any

from app.domain.apply import apply
from app.domain.ids import inbox_id, secret_id
from app.domain.invites import MAX_OPEN, Invite, InvitedRole, Preview, new_invite
from app.domain.lists import TodoList
from app.domain.ops import Actor, Join, ListState, RenameMember
from app.errors import Conflict, Forbidden, InviteGone, LimitReached
from app.store import changes, keys, lists, records, writes
from app.store.states import load_state
from app.store.table import Table


def open_invites(table: Table, actor: Actor, list_id: str) -> list[Invite]:
    """Those of a list that can still be used, the oldest first, for its owners only."""
    _require_owner(table, actor, list_id)
    return _open_invites(table, actor, list_id)


def create(table: Table, actor: Actor, list_id: str, role: InvitedRole, secret: str) -> Invite:
    """Raises NotFound, Forbidden, Conflict for an Inbox, LimitReached."""
    invite = new_invite(secret_id(secret), list_id, role, actor)

    def attempt() -> Invite:
        _require_owner(table, actor, list_id)
        if list_id == inbox_id(actor.sub):
            raise Conflict("The Inbox is yours alone; share another list")
        writes.commit(table, actor, list_id, [RenameMember()])
        if len(_open_invites(table, actor, list_id)) >= MAX_OPEN:
            raise LimitReached(f"A list has at most {MAX_OPEN} open invites; withdraw one first")
        items = [*records.invite_items(invite), records.person_invite_item(actor.sub, invite)]
        table.write([_still_owner(table, actor, list_id), *map(table.put, items)])
        return invite

    return table.until_won(attempt)


def withdraw(table: Table, actor: Actor, list_id: str, invite_id: str) -> None:
    """Raises NotFound, Forbidden, InviteGone where it is not open."""

    def attempt() -> None:
        _require_owner(table, actor, list_id)
        listed = keys.list_invite(list_id, invite_id)
        if table.get(listed) is None:
            raise InviteGone("There is no such invite to withdraw")
        # Who has accepted it meanwhile is a member, and it was not withdrawn.
        gone = [table.delete(listed, "attribute_exists(PK)"), table.delete(keys.invite(invite_id))]
        table.write([_still_owner(table, actor, list_id), *gone])

    table.until_won(attempt)


def preview(table: Table, secret: str, actor: Actor) -> Preview:
    """For whoever has the secret; nobody needs to be signed in. Raises InviteGone."""
    invite = _read(table, secret, actor)
    if invite.used_by is not None:
        raise InviteGone("It was used already")
    info_key = keys.list_info(invite.list_id)
    inviter_key = keys.list_member(invite.list_id, invite.created_by)
    found = table.get_many([info_key, inviter_key])
    inviter = records.member_from(found[inviter_key]) if inviter_key in found else None
    info = records.info_from(found[info_key]) if info_key in found else None
    if inviter is None or inviter.role != "owner" or info is None or info.deleted_at:
        raise InviteGone("Who invited you can share this list no more")
    return Preview(
        list_name=info.name,
        colour=info.colour,
        invited_by=inviter.name,
        role=invite.role,
        expires_at=invite.expires_at,
    )


def accept(table: Table, actor: Actor, secret: str) -> TodoList:
    """Make the person a member. Who is one already stays as they are, and may ask twice.

    Raises InviteGone, LimitReached.
    """

    def attempt() -> TodoList:
        invite = _read(table, secret, actor)
        op = Join(role=invite.role)
        inviter = keys.list_member(invite.list_id, invite.created_by)
        before, found = load_state(table, actor, invite.list_id, [op], also=[inviter])
        if not isinstance(before, ListState) or before.info.deleted_at is not None:
            raise InviteGone("The list is not there any more")
        if before.role is not None:
            return before.view()
        if invite.used_by is not None:
            raise InviteGone("It was used already")
        if records.role_from(found.get(inviter)) != "owner":
            raise InviteGone("Who invited you can share this list no more")
        # The list's counter holds for the inviter's role, too.
        after, actions = changes.number(table, actor.sub, before, apply(before, op, actor))
        table.write([*actions, *_use(table, invite, actor)])
        return after.view()

    return table.until_won(attempt)


def _use(table: Table, invite: Invite, actor: Actor) -> list[dict[str, Any]]:
    listed = keys.list_invite(invite.list_id, invite.id)
    (item,) = records.invite_items(invite.used(actor))
    unused = "attribute_exists(PK) AND attribute_not_exists(#usedBy)"
    own = records.person_invite_item(actor.sub, invite)
    return [table.put(item, unused), table.delete(listed), table.put(own)]


def _read(table: Table, secret: str, actor: Actor) -> Invite:
    item = table.get(keys.invite(secret_id(secret)))
    if item is None:
        raise InviteGone("There is no such invite, or it was withdrawn")
    invite = records.invite_from(item)
    if invite.is_over(actor.now):
        raise InviteGone("It was open for seven days, and they are over")
    return invite


def _open_invites(table: Table, actor: Actor, list_id: str) -> list[Invite]:
    pk = keys.list_info(list_id).pk
    found = map(records.invite_from, table.query(pk, keys.INVITE_PREFIX, limit=100))
    still = [one for one in found if not one.is_over(actor.now)]
    return sorted(still, key=lambda one: (one.created_at, one.id))


def _require_owner(table: Table, actor: Actor, list_id: str) -> None:
    found = lists.read_as_member(table, actor, list_id)
    if records.role_from(found[keys.list_member(list_id, actor.sub)]) != "owner":
        raise Forbidden("Only an owner may see and change invites")


def _still_owner(table: Table, actor: Actor, list_id: str) -> dict[str, Any]:
    return table.check(keys.list_member(list_id, actor.sub), "#role = :role", role="owner")
