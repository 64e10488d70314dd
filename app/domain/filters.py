"""Which to-dos are asked for."""

from datetime import datetime

from msgspec import Struct

from app.domain.todos import Todo


class DueRange(Struct, frozen=True, kw_only=True):
    """Due days from `first` to `last`, both included; open where None. With `none`, those that
    have no due day."""

    first: str | None = None
    last: str | None = None
    none: bool = False

    def holds(self, due: str | None) -> bool:
        if due is None or self.none:
            return self.none and due is None
        return (self.first or due) <= due <= (self.last or due)


class TodoFilter(Struct, frozen=True, kw_only=True):
    """None does not filter. `q` is looked for in title and notes, in upper or lower case."""

    done: bool | None = None
    due: DueRange | None = None
    tag: str | None = None
    q: str | None = None
    trash: bool = False

    def matches(self, todo: Todo, now: datetime) -> bool:
        if self.trash == todo.is_live or todo.is_gone(now):
            return False
        return (
            (self.done is None or todo.done == self.done)
            and (self.due is None or self.due.holds(todo.due))
            and (self.tag is None or self.tag in todo.tags)
            and (self.q is None or self._is_said_by(todo))
        )

    def _is_said_by(self, todo: Todo) -> bool:
        q = (self.q or "").casefold()
        return q in todo.title.casefold() or q in todo.notes.casefold()
