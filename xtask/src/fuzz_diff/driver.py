# Runs programs for `cargo xtask fuzz-diff`: one JSON line in (a program), one JSON line out (what it did).
#
# Each program runs in a process forked off this one, which has everything imported already. asyncio is the real one, on a clock
# that nobody waits for: where its loop would sleep, the clock jumps, and each look at the clock moves it a little. So programs
# take no time, and never differ because another process was busy.
import asyncio
import collections
import contextlib
import dataclasses
import enum
import functools
import gc
import heapq
import itertools
import json
import logging
import math
import operator
import os
import random
import re
import selectors
import signal
import string
import sys
import time
import traceback
import types
import weakref

real = os.environ.get("FUZZ_REAL_TIME") == "1"
now = 1000.0


def look():
    global now
    now += 0.00001
    return now


def pass_time(seconds):
    global now
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    now += seconds + 0.00005


class JumpingSelector(selectors.EpollSelector):
    def select(self, timeout=None):
        if timeout is None:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(3)  # everything waits for ever
        if timeout > 0:
            pass_time(math.ceil(timeout * 1e3) * 1e-3)
        return []


class OrderedSet(dict):
    # For asyncio's own sets of tasks, whose order depends on addresses.
    def __init__(self, items=()):
        super().__init__((item, None) for item in items)

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)

    remove = dict.__delitem__


def all_tasks(loop=None):
    loop = loop or asyncio.get_running_loop()
    return OrderedSet(task for ref in loop.order if (task := ref()) is not None and not task.done())


class JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__(JumpingSelector())
        self.order = []

    def create_task(self, *args, **kwds):
        task = super().create_task(*args, **kwds)
        self.order.append(weakref.ref(task))
        return task

    def time(self):
        return look()


if not real:
    asyncio.DefaultEventLoopPolicy._loop_factory = JumpingLoop
    asyncio.all_tasks = asyncio.tasks.all_tasks = all_tasks
    asyncio.tasks.set = asyncio.taskgroups.set = OrderedSet
    asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
    time.monotonic = time.perf_counter = time.time = look
    time.sleep = pass_time


def run(source):
    for number, name in ((1, "out"), (2, "err")):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, number)
        os.close(file)
    signal.alarm(20)
    main = types.ModuleType("__main__")
    main.__dict__.update(__builtins__=__builtins__, __file__="p.py")
    sys.modules["__main__"] = main
    status = 0
    try:
        code = compile(source, "p.py", "exec", dont_inherit=True)
    except Exception as error:
        sys.excepthook(type(error), error.with_traceback(None), None)
        status, code = 250, None
    if code is not None:
        try:
            exec(code, main.__dict__)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else int(error.code is not None)
            if status and not isinstance(error.code, int):
                try:
                    print(error.code, file=sys.stderr)
                except Exception:
                    pass
        except BaseException as error:
            status = 1
            error = error.with_traceback(error.__traceback__.tb_next)
            sys.excepthook(type(error), error, error.__traceback__)
    main.__dict__.clear()
    gc.collect()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def answer(source):
    with open("p.py", "w") as file:
        file.write(source)
    child = os.fork()
    if child == 0:
        run(source)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    texts = {}
    for name in ("out", "err"):
        with open(name, "rb") as file:
            texts[name] = file.read().decode("utf-8", "replace")
    return {"status": status, **texts}


for line in sys.stdin:
    sys.__stdout__.write(json.dumps(answer(json.loads(line))) + "\n")
    sys.__stdout__.flush()
