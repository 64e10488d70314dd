"""What two requests at once may do to each other, one by one. The machine finds such; here they are
told."""

from tests.sync.examples import at_every_call
from tests.sync.household import PULL, Household
from tests.sync.model import Json


def made(house: Household, list_id: str, title: str) -> Json:
    """A to-do that Ada makes there by the plain route."""
    path = f"/api/lists/{list_id}/todos"
    body = {"id": house.new_id(), "title": title}
    return dict(house.call(house.subs["ada"], "POST", path, body).json)


def test_a_role_that_changes_during_a_pull_is_not_delivered_old() -> None:
    """Its change is below the cursor afterwards, so that nothing would ever correct it."""
    house = Household()
    bob = house.clients[2]

    def attempt(at_call: int) -> list[str]:
        house.set_role(house.home, bob.sub, "editor")
        change = lambda: house.set_role(house.home, bob.sub, "viewer")  # noqa: E731
        with house.meanwhile(at_call, change) as done:
            house.pull(bob)
        house.pull_all(bob)
        house.check_copy(bob)
        return done

    at_every_call(attempt)


def test_who_is_removed_during_a_pull_is_told_nothing_that_was_written_after() -> None:
    house = Household()
    bob = house.clients[2]

    def remove_and_write() -> None:
        house.set_role(house.home, bob.sub, None)
        made(house, house.home, "After Bob")

    def attempt(at_call: int) -> list[str]:
        house.set_role(house.home, bob.sub, "editor")
        house.pull_all(bob)
        made(house, house.home, "Before")
        request = bob.next_pull()
        with house.meanwhile(at_call, remove_and_write) as done:
            answer = house.call(bob.sub, "POST", PULL, request)
        if done:
            assert "After Bob" not in str(answer.json)
            bob.pulled(request, answer.json)
            house.pull_all(bob)
            house.check_copy(bob)
            assert house.home not in bob.kept.lists
        return done

    at_every_call(attempt)
