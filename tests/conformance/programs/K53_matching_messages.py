# Structural pattern matching on messages of a protocol.
from dataclasses import dataclass
from enum import Enum


class Status(Enum):
    OK = 200
    GONE = 410


@dataclass
class Request:
    method: str
    path: str
    body: object = None


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def handle(message):
    match message:
        case Request("GET", "/" | "/index"):
            return "home"
        case Request("GET", path) if path.endswith("/"):
            return f"directory {path}"
        case Request(method="POST", body={"user": str(name), **others}):
            return f"create {name} {sorted(others)}"
        case Request("POST", body=[first, *rest]):
            return f"many, first {first!r}, {len(rest)} more"
        case Request(method):
            return f"cannot {method}"
        case Status.OK | Status.GONE as status:
            return f"status {status.name}"
        case Point(0, 0):
            return "origin"
        case Point(x, 0) | Point(0, x):
            return f"on an axis at {x}"
        case Point():
            return "somewhere"
        case {"type": "event", "items": [{"id": int(n)}, *_]}:
            return f"event {n}"
        case {"type": kind}:
            return f"other {kind}"
        case (int() | float()) as number if number < 0:
            return f"negative {number}"
        case bool(flag):
            return f"flag {flag}"
        case int(n) | float(n):
            return f"number {n}"
        case "" | [] | {}:
            return "empty"
        case str(text):
            return f"text {text!r}"
        case [x]:
            return f"one {x}"
        case [x, _, *_, y]:
            return f"from {x} to {y}"
        case None:
            return "nothing"
        case _:
            return f"unknown {type(message).__name__}"


for m in (Request("GET", "/"), Request("GET", "/a/"), Request("GET", "/a"), Request("POST", "/u", {"user": "ann", "x": 1, "a": 2}),
          Request("POST", "/u", [1, 2, 3]), Request("POST", "/u", "text"), Status.GONE, Point(0, 0), Point(3, 0), Point(0, 4),
          Point(1, 1), {"type": "event", "items": [{"id": 5, "z": 1}, 2]}, {"type": "event", "items": []}, {}, -2.5, True, 7, 1.5,
          "", "hi", [9], [1, 2], (1, 2, 3, 4), None, {1, 2}, b"bytes", range(3)):
    print(handle(m))
