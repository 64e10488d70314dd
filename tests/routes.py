"""Every route, as (method, rule), with a good body. A test holds them against the URL map."""

PUBLIC = {
    ("GET", "/api/health"),
    ("GET", "/config.json"),
    ("GET", "/api/openapi.json"),
    ("GET", "/api/docs"),
}
# A good body for each, so that nothing but the person can be the reason of a refusal.
OWN = {  # routes that speak only of the person who asks
    ("GET", "/api/me"): None,
    ("PATCH", "/api/me"): {"displayName": "Eve"},
    ("GET", "/api/lists"): None,
    ("POST", "/api/lists"): {"name": "Eve's"},
    ("GET", "/api/todos"): None,
    ("POST", "/api/sync/push"): {
        "clientId": "01936f00-0000-7000-8000-00000000000c",
        "listId": "01936f00-0000-7000-8000-0000000000ee",
        "ops": [{"n": 1, "op": "createList", "name": "Eve's other"}],
    },
    ("POST", "/api/sync/pull"): {"clientId": "01936f00-0000-7000-8000-00000000000c"},
    ("GET", "/api/tokens"): None,
    ("POST", "/api/tokens"): {"name": "Eve's", "scope": "read"},
    ("GET", "/api/calendar"): None,
    ("PUT", "/api/calendar"): {"listId": None},
    ("DELETE", "/api/calendar"): None,
    ("POST", "/api/me/deletion"): {"confirm": "delete my account"},
}
OF_ONE = {  # routes that name what is one person's alone, who may be somebody else
    ("DELETE", "/api/tokens/<token_id>"): None,
}
SHARED = {  # routes that name a list, which may be somebody else's
    ("GET", "/api/lists/<list_id>"): None,
    ("PATCH", "/api/lists/<list_id>"): {"name": "Eve was here"},
    ("DELETE", "/api/lists/<list_id>"): None,
    ("POST", "/api/lists/<list_id>/restore"): None,
    ("GET", "/api/lists/<list_id>/todos"): None,
    ("POST", "/api/lists/<list_id>/todos"): {"title": "Eve was here"},
    ("GET", "/api/lists/<list_id>/todos/<todo_id>"): None,
    ("PUT", "/api/lists/<list_id>/todos/<todo_id>"): {"title": "Eve was here"},
    ("PATCH", "/api/lists/<list_id>/todos/<todo_id>"): {"title": "Eve was here"},
    ("DELETE", "/api/lists/<list_id>/todos/<todo_id>"): None,
    ("POST", "/api/lists/<list_id>/todos/<todo_id>/restore"): None,
    ("GET", "/api/lists/<list_id>/members"): None,
    ("PATCH", "/api/lists/<list_id>/members/<member_id>"): {"role": "viewer"},
    ("DELETE", "/api/lists/<list_id>/members/<member_id>"): None,
    ("GET", "/api/lists/<list_id>/invites"): None,
    ("POST", "/api/lists/<list_id>/invites"): {"role": "editor"},
    ("DELETE", "/api/lists/<list_id>/invites/<invite_id>"): None,
}
# Routes that open to whoever has a secret, which is in the body or in the address.
BY_SECRET = {
    ("POST", "/api/invites/preview"): {"token": "<token>"},
    ("POST", "/api/invites/accept"): {"token": "<token>"},
    ("GET", "/api/calendar/<secret>.ics"): None,
}
PRIVATE = OWN | SHARED | OF_ONE


def fill(route: str, ids: dict[str, str]) -> str:
    for name, value in ids.items():
        route = route.replace(name, value)
    return route
