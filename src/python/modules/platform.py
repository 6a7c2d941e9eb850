# platform: what the simulated computer is.

from time import _refuse


def system():
    return 'Linux'


def node():
    return 'loopscope'


def release():
    return '6.0'


def version():
    return '#1 SMP'


def machine():
    return 'x86_64'


def processor():
    return ''


def architecture(executable=None, bits='', linkage=''):
    return ('64bit', 'ELF')


def python_version():
    return '3.13.0'


def python_version_tuple():
    return ('3', '13', '0')


def python_implementation():
    return 'CPython'


def python_compiler():
    return 'GCC'


def python_build():
    return ('main', 'Oct  7 2024 00:00:00')


def platform(aliased=False, terse=False):
    return 'Linux-6.0' if terse else 'Linux-6.0-x86_64-with-glibc2.36'


def __getattr__(name):
    if name in ('uname', 'freedesktop_os_release', 'libc_ver', 'mac_ver', 'win32_ver'):
        _refuse(f'platform.{name}')
    raise AttributeError(f"module 'platform' has no attribute {name!r}", name=name)
