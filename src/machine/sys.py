# What programs of the kind the simulator runs use of sys.

from _thread import _getswitchinterval as getswitchinterval, _setswitchinterval as setswitchinterval, _write_error, _write_output
from _thread import _exc_info as exc_info, _handled as exception, _calling_place, _getframe, _module_table, _recursion_limit

from time import _refuse

modules = _module_table()

argv = ['program.py']
byteorder = 'little'
maxsize = 9223372036854775807
maxunicode = 1114111
path = []
platform = 'linux'
version = '3.13.0 (Loopscope)'
copyright = ''
executable = ''
warnoptions = []


class version_info(tuple):
    __module__ = 'sys'

    def __repr__(self):
        return "sys.version_info(major=3, minor=13, micro=0, releaselevel='final', serial=0)"

    @property
    def major(self):
        return 3

    @property
    def minor(self):
        return 13

    @property
    def micro(self):
        return 0


version_info = version_info((3, 13, 0, 'final', 0))


class TextIOWrapper:
    __module__ = '_io'
    encoding = 'utf-8'
    errors = 'strict'
    closed = False

    def __init__(self, name, write):
        self.name = name
        self._write = write

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        self._write(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

    def fileno(self):
        return 1 if self.name == '<stdout>' else 2


def _write(text):
    _write_output(text)


stdout = __stdout__ = TextIOWrapper('<stdout>', _write)
stderr = __stderr__ = TextIOWrapper('<stderr>', _write_error)


def exit(status=None, /):
    if status is None:
        raise SystemExit
    raise SystemExit(status)


def intern(string, /):
    return string


def getrecursionlimit():
    return _recursion_limit(None)


def setrecursionlimit(limit, /):
    _recursion_limit(limit)


def getdefaultencoding():
    return 'utf-8'


def getfilesystemencoding():
    return 'utf-8'


def is_finalizing():
    return False


def get_int_max_str_digits():
    return 4300


hexversion = 0x030d00f0
prefix = base_prefix = exec_prefix = '/usr'
orig_argv = ['python3', 'program.py']


class flags:
    __module__ = 'sys'
    debug = inspect = interactive = optimize = dont_write_bytecode = no_user_site = no_site = 0
    ignore_environment = verbose = bytes_warning = quiet = isolated = 0
    hash_randomization = 1
    dev_mode = safe_path = False
    utf8_mode = 0
    warn_default_encoding = 0
    int_max_str_digits = 4300


flags = flags()


class _Implementation:
    name = 'cpython'
    cache_tag = 'cpython-313'
    version = version_info


implementation = _Implementation()


class UnraisableHookArgs(tuple):
    __module__ = 'sys'
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    err_msg = property(lambda self: self[3])
    object = property(lambda self: self[4])


def unraisablehook(unraisable, /):
    import traceback
    _write_error(f'{unraisable.err_msg or "Exception ignored in"}: {unraisable.object!r}\n')
    _write_error(''.join(traceback.format_exception(unraisable.exc_value)))


__unraisablehook__ = unraisablehook


def _unraisable(exc, object):
    # What a program's own hook is told; should it fail too, that is told nobody.
    unraisablehook(UnraisableHookArgs((type(exc), exc, exc.__traceback__, None, object)))


def gettrace():
    return None


getprofile = gettrace


def settrace(function, /):
    if function is not None:
        _refuse('sys.settrace and sys.setprofile')


setprofile = settrace


def get_coroutine_origin_tracking_depth():
    # A loop in debug mode turns it on while it runs.
    asyncio = modules.get('asyncio')
    loop = asyncio._get_running_loop() if asyncio is not None else None
    return 10 if loop is not None and loop.get_debug() else 0


def set_coroutine_origin_tracking_depth(depth, /):
    if depth:
        _refuse('the origin of coroutines (sys.set_coroutine_origin_tracking_depth)')


def excepthook(exctype, value, traceback, /):
    from traceback import format_exception
    _write_error(''.join(format_exception(exctype, value, traceback)))


__excepthook__ = excepthook


def _uncaught(exc):
    excepthook(type(exc), exc, exc.__traceback__)


# What CPython has and the simulator cannot say.
_REFUSED = {
    'activate_stack_trampoline', 'addaudithook', 'audit', 'breakpointhook', 'call_tracing', 'dont_write_bytecode',
    'get_asyncgen_hooks', 'getallocatedblocks', 'getrefcount', 'getsizeof', 'monitoring', 'set_asyncgen_hooks', 'stdin', 'stdlib_module_names',
    '_current_frames', '_xoptions',
}


def __getattr__(name):
    if name in _REFUSED:
        from time import _refuse
        _refuse(f'sys.{name}')
    raise AttributeError(f"module 'sys' has no attribute {name!r}", name=name)
