"""The process that is measured: `python runner.py FOLDER EVENTS`, the way Lambda would run it.

It imports `handler` from FOLDER, has it answer the event "get", reports, and then does what lines
on standard input ask: `call NAME` for an answer, `time NAME COUNT` for its cost. Each answer is a
line of JSON on standard output; what the handler itself prints goes nowhere. Without a FOLDER it
reports what this file costs by itself.

Nothing is imported here that a handler would not.
"""

import json
import os
import sys
import time


class Context:
    function_name = "bench"
    memory_limit_in_mb = 1024
    invoked_function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:bench"
    aws_request_id = "7b2e1f0c-6a55-4c7e-9d3c-2f6f6f0b8a11"

    def get_remaining_time_in_millis(self) -> int:
        return 10_000


def mark() -> None:
    """Where valgrind cuts its counts (see instructions.py)."""
    os.getloadavg()


def peak_kilobytes() -> int:
    """Of this program alone: ru_maxrss would begin with the peak of the one that started it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def cost_of(handler, event, count):
    """[processor, wall] nanoseconds of each call."""
    costs, context = [], Context()
    text = json.dumps(event)
    copies = [json.loads(text) for _ in range(count)]
    mark()
    for sent in copies:
        wall, processor = time.perf_counter_ns(), time.process_time_ns()
        handler(sent, context)
        processor, wall = time.process_time_ns() - processor, time.perf_counter_ns() - wall
        costs.append((processor, wall))
    mark()
    return costs


def main() -> None:
    folder, events_file = sys.argv[1:]
    out = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with open(events_file) as file:
        events = json.load(file)
    answer = None
    if folder:
        sys.path.insert(0, folder)
        from handler import handler

        answer = handler(events["get"], Context())
    mark()
    report = {
        "done": time.perf_counter_ns(),  # CLOCK_MONOTONIC: the same for all processes
        "processor": time.process_time_ns(),
        "peak": peak_kilobytes(),
        "modules": len(sys.modules),
        "answer": answer,
    }
    print(json.dumps(report), file=out, flush=True)
    for line in sys.stdin:
        verb, name, *count = line.split()
        if verb == "time":
            result = cost_of(handler, events[name], int(count[0]))
        else:
            result = handler(events[name], Context())
        print(json.dumps(result), file=out, flush=True)
    os._exit(0)  # what happens at the end is no part of a cold start


main()
