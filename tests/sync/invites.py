"""Invites as the oracle knows them: who may make, withdraw and use one, written a second time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.sync.dynamo import Commit
from tests.sync.items import Item, Key
from tests.sync.model import World
from tests.sync.server import Request


@dataclass(frozen=True)
class Invite:
    list_id: str
    role: str
    by: str
    expires: str
    used_by: str | None = None

    def is_open(self, world: World, now: str) -> bool:
        """Whether it makes somebody a member."""
        one = world.lists[self.list_id]
        may_invite = one.roles.get(self.by) == "owner" and one.info["deletedAt"] is None
        return self.used_by is None and now < self.expires and may_invite

    def is_accepted_from(self, sub: str, world: World, now: str) -> bool:
        """Whether this person is told to be a member. Who is one may ask again."""
        one = world.lists[self.list_id]
        is_here = sub in one.roles and one.info["deletedAt"] is None
        return now < self.expires and (is_here or self.is_open(world, now))


Invites = Mapping[str, Invite]  # by id


def after(invites: Invites, commit: Commit, request: Request, world: World) -> Invites:
    """What there are after the commit, in which the world is still as before it. Fails where it is
    not one that this request may make."""
    changed = {key: item for key, item in commit.after.items() if _id_of(key)}
    if not changed:
        return invites
    (invite_id,) = {_id_of(key) for key in changed}
    own = (f"I#{invite_id}", "META")
    item, known = changed[own], invites.get(invite_id)
    invite = _from(item) if item else known
    assert invite is not None, f"{invite_id} never was"
    listed = (f"L#{invite.list_id}", f"I#{invite_id}")
    assert changed.keys() == {own, listed}, f"an invite is changed in both places: {changed}"
    if item is None:
        _check_withdrawn(invite_id, invite, changed[listed], request, world)
        return {id_: one for id_, one in invites.items() if id_ != invite_id}
    if known is None:
        _check_made(invite, changed[listed], request, world)
    else:
        assert changed[listed] is None, "a used invite is not open"
        assert request.path == "POST /api/invites/accept", f"{request.path} used an invite"
        assert known.is_open(world, request.now), f"{known} was not open"
        assert invite == replace(known, used_by=request.sub), f"{known} became {invite}"
    return {**invites, invite_id: invite}


def _id_of(key: Key) -> str:
    pk, sk = key
    if pk.startswith("I#"):
        return pk[2:]
    return sk[2:] if pk.startswith("L#") and sk.startswith("I#") else ""


def _from(item: Item) -> Invite:
    names = ("listId", "role", "createdBy", "expiresAt")
    used_by = item["usedBy"]["S"] if "usedBy" in item else None
    return Invite(*(item[name]["S"] for name in names), used_by)


def _check_made(invite: Invite, listed: Item | None, request: Request, world: World) -> None:
    assert request.path == f"POST /api/lists/{invite.list_id}/invites", f"{request.path} invited"
    assert listed is not None and _from(listed) == invite, f"{listed} is not {invite}"
    assert invite.role == request.body["role"] in ("editor", "viewer"), f"invited as {invite.role}"
    assert invite.by == request.sub, f"{request.sub} invited for {invite.by}"
    assert invite.is_open(world, request.now) or world.lists[invite.list_id].info["deletedAt"]
    _check_owner(invite, request, world)
    assert invite.list_id not in world.inboxes.values(), "invited into an Inbox"


def _check_withdrawn(
    invite_id: str, invite: Invite, listed: Item | None, request: Request, world: World
) -> None:
    path = f"DELETE /api/lists/{invite.list_id}/invites/{invite_id}"
    assert request.path == path, f"{request.path} withdrew {invite_id}"
    assert invite.used_by is None, "withdrew what was used"
    assert listed is None, "withdrew only one half"
    _check_owner(invite, request, world)


def _check_owner(invite: Invite, request: Request, world: World) -> None:
    role = world.lists[invite.list_id].roles.get(request.sub)
    assert role == "owner", f"{request.path} was done by {role}"
