"""The person's calendar: a secret address that other programs subscribe to."""

from flask import Blueprint, Response, request

from app.domain.calendars import new_calendar
from app.domain.ids import new_secret, secret_id
from app.routes._endpoint import actor, endpoint, table
from app.routes._services import services
from app.schemas.answers import CalendarJson, NewCalendar
from app.schemas.requests import CalendarPut, CalendarQuery
from app.store import calendars

MAX_AGE = 15 * 60  # seconds; those who subscribe ask once an hour, or less often
FORMAT = 1  # of what is written: another one makes all copies old
bp = Blueprint("calendars", __name__, url_prefix="/api/calendar")


@bp.get("")
@endpoint(returns=CalendarJson)
def get_calendar() -> CalendarJson:
    """Whether there is an address, since when, and of which list."""
    return CalendarJson.of(calendars.get_calendar(table(), actor()))


@bp.put("")
@endpoint(
    body=CalendarPut, example={"listId": None}, returns=NewCalendar, problems=(404,), in_person=True
)
def put_calendar(body: CalendarPut) -> NewCalendar:
    """Make the address, of all lists or of one; or make another one, and the old one is gone.

    Whoever knows the address may read the to-dos. It is told this once.
    """
    secret = new_secret()
    calendar = new_calendar(secret_id(secret), body.list_id, actor())
    calendars.put_calendar(table(), actor(), calendar)
    return NewCalendar(path=f"/api/calendar/{secret}.ics", about=CalendarJson.of(calendar))


@bp.delete("")
@endpoint(statuses=(204,), in_person=True)
def delete_calendar() -> None:
    """Nobody can read at the address any more."""
    calendars.delete_calendar(table(), actor())


@bp.get("/<secret>.ics")
@endpoint(
    query=CalendarQuery,
    produces="text/calendar",
    public=True,
    statuses=(200, 304),
    problems=(503,),
)
def get_feed(secret: str, query: CalendarQuery) -> Response:
    """The open to-dos that have a due day, as iCalendar. Nobody needs to sign in for it.

    Events, because few calendars show to-dos; those that do ask for `?as=todos`. At most 2,000, the
    nearest first.
    """
    feed = calendars.open_feed(table(), secret)
    today = services().now().date()
    etag = f"{FORMAT}-{feed.version}-{query.as_}-{today}"  # by the day it is seen which are nearest
    if request.if_none_match.contains_weak(etag):
        response = Response(status=304)
    else:
        from app.domain import icalendar  # here, because most starts never need it

        name, todos = calendars.read_feed(table(), feed)
        text = icalendar.write(name or "Doable", todos, query.as_, today)
        response = Response(text, content_type="text/calendar; charset=utf-8")
    response.set_etag(etag)
    response.headers["Cache-Control"] = f"private, max-age={MAX_AGE}"
    return response
