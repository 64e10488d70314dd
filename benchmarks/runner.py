"""The process that is measured: `python runner.py FOLDER EVENT`, the way Lambda would run it.

It imports `handler` from FOLDER, has it answer the event in the file EVENT, and reports. Then each
line of standard input is a JSON list of events to answer one after the other; what comes back is
the last answer and what each cost. Reports are lines of JSON on standard output; what the handler
itself prints goes nowhere. Without a FOLDER it reports what this file costs by itself.

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


def start(folder: str, event_file: str) -> dict:
    with open(event_file) as file:
        event = json.load(file)
    answer = None
    if folder:
        sys.path.insert(0, folder)
        from handler import handler

        answer = handler(event, Context())
    mark()
    return {
        "done": time.perf_counter_ns(),  # CLOCK_MONOTONIC: the same for all processes
        "peak": peak_kilobytes(),
        "modules": len(sys.modules),
        "answer": answer,
    }


def serve(events: list) -> dict:
    """`costs` are [processor, wall] nanoseconds of each call."""
    from handler import handler

    costs, answer, context = [], None, Context()
    mark()
    for event in events:
        wall, processor = time.perf_counter_ns(), time.process_time_ns()
        answer = handler(event, context)
        processor, wall = time.process_time_ns() - processor, time.perf_counter_ns() - wall
        costs.append((processor, wall))
    mark()
    return {"answer": answer, "costs": costs}


def main() -> None:
    out = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    print(json.dumps(start(*sys.argv[1:])), file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps(serve(json.loads(line))), file=out, flush=True)
    os._exit(0)  # what happens at the end is no part of a cold start


main()
