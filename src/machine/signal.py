# signal: handlers, and the signals that a program sends to itself. Nobody else sends any.

from enum import IntEnum as _IntEnum
from _thread import _module_table, _refuse
from threading import current_thread as _current_thread, main_thread as _main_thread


class Signals(_IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGWINCH = 28


class Handlers(_IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


(SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM,
 SIGTERM, SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGWINCH) = Signals
SIG_DFL, SIG_IGN = Handlers
NSIG = 65
_NAMES = {1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 4: 'Illegal instruction', 5: 'Trace/breakpoint trap', 6: 'Aborted',
          7: 'Bus error', 8: 'Floating point exception', 9: 'Killed', 10: 'User defined signal 1',
          11: 'Segmentation fault', 12: 'User defined signal 2', 13: 'Broken pipe', 14: 'Alarm clock', 15: 'Terminated',
          17: 'Child exited', 18: 'Continued', 19: 'Stopped (signal)', 20: 'Stopped', 28: 'Window changed'}


def default_int_handler(signum, frame, /):
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler}


def _in_main_thread():
    return _current_thread() is _main_thread()


def _checked(signalnum):
    if not isinstance(signalnum, int):
        raise TypeError(f"'{type(signalnum).__name__}' object cannot be interpreted as an integer")
    if not 0 < signalnum < NSIG:
        raise ValueError('signal number out of range')
    return int(signalnum)


def _known(handler):
    return Handlers(handler) if isinstance(handler, int) else handler


def getsignal(signalnum):
    return _known(_handlers.get(_checked(signalnum), SIG_DFL))


def signal(signalnum, handler):
    if not _in_main_thread():
        raise ValueError('signal only works in main thread of the main interpreter')
    number = _checked(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    if number in (SIGKILL, SIGSTOP):
        raise OSError(22, 'Invalid argument')
    before = getsignal(number)
    _handlers[number] = handler
    return before


def raise_signal(signalnum):
    number = _checked(signalnum)
    if not _in_main_thread():
        _refuse('a signal sent from a thread that is not the main one')
    handler = _handlers.get(number, SIG_DFL)
    if handler == SIG_IGN:
        return
    if handler == SIG_DFL:
        if number in (SIGCHLD, SIGCONT, SIGWINCH):
            return
        _refuse(f'{Signals(number).name} without a handler, which ends the process')
    if handler is default_int_handler and 'asyncio' in _module_table():
        import asyncio
        if asyncio._interrupted is not None:
            # Runner.run has put its own handler in the place of this one.
            handler = asyncio._interrupted
    handler(number, None)


def strsignal(signalnum):
    return _NAMES.get(_checked(signalnum))


def valid_signals():
    return {Signals(n) if n in set(Signals) else n for n in range(1, NSIG) if n not in (32, 33)}


def alarm(seconds):
    _refuse('signal.alarm')


def setitimer(which, seconds, interval=0.0):
    _refuse('signal.setitimer')


def pause():
    _refuse('signal.pause')


def siginterrupt(signalnum, flag):
    _checked(signalnum)
