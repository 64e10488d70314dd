"""Python values ↔ DynamoDB's JSON, for the kinds that the items hold."""


def dump(value: object) -> dict:
    if isinstance(value, str):
        return {"S": value}
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": str(value)}
    if isinstance(value, list):
        return {"L": [dump(part) for part in value]}
    raise TypeError(f"no attribute for {type(value)}")


def load(attribute: dict) -> object:
    ((kind, value),) = attribute.items()
    if kind == "N":
        return int(value)
    if kind == "L":
        return [load(part) for part in value]
    return value


def dump_item(item: dict) -> dict:
    return {name: dump(value) for name, value in item.items()}


def load_item(item: dict) -> dict:
    return {name: load(value) for name, value in item.items()}
