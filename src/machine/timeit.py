# timeit: how long a statement takes, of many times.

from itertools import repeat as _repeat
from time import perf_counter

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

default_timer = perf_counter
default_number = 1000000
default_repeat = 5


def _indented(text, by):
    return text.replace('\n', '\n' + ' ' * by)


class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        space = {} if globals is None else dict(globals)
        space['_timer'] = timer
        lines = {}
        for name, code in (('setup', setup), ('stmt', stmt)):
            if isinstance(code, str):
                # Wrong code is to be refused as it stands, not as it will be inside a function.
                compile(code, '<timeit-src>', 'exec')
                lines[name] = code
            elif callable(code):
                space['_' + name] = code
                lines[name] = f'_{name}()'
            else:
                raise ValueError(f'{name} is neither a string nor callable')
        self.src = ('def inner(_it, _timer):\n    ' + _indented(lines['setup'], 4)
                    + '\n    _t0 = _timer()\n    for _i in _it:\n        ' + _indented(lines['stmt'], 8)
                    + '\n        pass\n    _t1 = _timer()\n    return _t1 - _t0\n')
        exec(compile(self.src, '<timeit-src>', 'exec'), space)
        self.inner = space['inner']

    def print_exc(self, file=None):
        from traceback import print_exc
        print_exc(file=file)

    def timeit(self, number=default_number):
        return self.inner(_repeat(None, number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        power = 1
        while True:
            for factor in (1, 2, 5):
                number = factor * power
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            power *= 10


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
