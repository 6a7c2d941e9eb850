# pprint: values over several lines, where one is not enough.

import collections as _collections
import re as _re
import sys as _sys
import types as _types

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


class _Key:
    # An order for what has none: by type, and then in the order in which it came.
    __slots__ = ('obj',)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _by_key(pair):
    return _Key(pair[0]), _Key(pair[1])


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._step = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = bool(compact)
        self._sort = sort_dicts
        self._underscores = underscore_numbers

    def pprint(self, object):
        (_sys.stdout if self._stream is None else self._stream).write(self.pformat(object) + '\n')

    def pformat(self, object):
        out = []
        self._put(out, object, 0, 0, {}, 0)
        return ''.join(out)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._line(object, context, maxlevels, level)

    # ---- on one line

    def _line(self, obj, open_, depth, level):
        # The text, whether it could be read again, whether the object holds itself.
        shape = _shape(type(obj), (dict, list, tuple, int))
        if shape is int and self._underscores and type(obj) is not bool:
            return f'{obj:_d}', True, False
        if shape is None or shape is int:
            text = repr(obj)
            return text, bool(text) and not text.startswith('<'), False
        is_dict = shape is dict
        ends = '{}' if is_dict else '[]' if shape is list else '()'
        if not obj:
            return ends, True, False
        form = '(%s,)' if ends == '()' and len(obj) == 1 else f'{ends[0]}%s{ends[1]}'
        if depth and level >= depth:
            return form % '...', False, id(obj) in open_
        if id(obj) in open_:
            return _recursion(obj), False, True
        open_[id(obj)] = 1
        readable, recursive, parts = True, False, []
        for item in self._pairs(obj) if is_dict else obj:
            texts = []
            for part in item if is_dict else (item,):
                text, can_read, circle = self.format(part, open_, depth, level + 1)
                texts.append(text)
                readable = readable and can_read
                recursive = recursive or circle
            parts.append(': '.join(texts))
        del open_[id(obj)]
        return form % ', '.join(parts), readable, recursive

    def _text(self, obj, open_, level):
        return self.format(obj, dict(open_), self._depth, level)[0]

    def _pairs(self, mapping):
        return sorted(mapping.items(), key=_by_key) if self._sort else mapping.items()

    # ---- on several: `left` is the column where a value begins, `right` what must still fit behind it

    def _put(self, out, obj, left, right, open_, level):
        if id(obj) in open_:
            out.append(_recursion(obj))
            return
        text = self._text(obj, open_, level)
        if len(text) <= self._width - left - right:
            out.append(text)
            return
        ways = _ways()
        way = ways.get(_shape(type(obj), ways))
        if way is None and _is_plain_dataclass(type(obj)):
            way = PrettyPrinter._put_dataclass
        if way is None:
            out.append(text)
            return
        open_[id(obj)] = 1
        way(self, out, obj, left, right, open_, level + 1)
        del open_[id(obj)]

    def _pad(self, out):
        if self._step > 1:
            out.append((self._step - 1) * ' ')

    def _put_items(self, out, items, left, right, open_, level):
        left += self._step
        self._pad(out)
        items = list(items)
        room = whole = self._width - left + 1
        between = ''
        for n, item in enumerate(items):
            last = n == len(items) - 1
            if self._compact:
                if last:
                    whole -= right
                    room -= right
                text = self._text(item, open_, level)
                if room < len(text) + 2:
                    room = whole
                    if between:
                        between = ',\n' + ' ' * left
                if room >= len(text) + 2:
                    room -= len(text) + 2
                    out.append(between + text)
                    between = ', '
                    continue
            out.append(between)
            between = ',\n' + ' ' * left
            self._put(out, item, left, right if last else 1, open_, level)

    def _put_pairs(self, out, pairs, left, right, open_, level):
        left += self._step
        pairs = list(pairs)
        for n, (key, value) in enumerate(pairs):
            last = n == len(pairs) - 1
            text = self._text(key, open_, level)
            out.append(text + ': ')
            self._put(out, value, left + len(text) + 2, right if last else 1, open_, level)
            if not last:
                out.append(',\n' + ' ' * left)

    def _put_fields(self, out, name, fields, left, right, open_, level):
        left += len(name) + 1
        out.append(name + '(')
        for n, (key, value) in enumerate(fields):
            last = n == len(fields) - 1
            out.append(key + '=')
            if id(value) in open_:
                out.append('...')
            else:
                self._put(out, value, left + len(key) + 1, right if last else 1, open_, level)
            if not last:
                out.append(',\n' + ' ' * left)
        out.append(')')

    def _put_dict(self, out, obj, left, right, open_, level):
        out.append('{')
        self._pad(out)
        if obj:
            self._put_pairs(out, self._pairs(obj), left, right + 1, open_, level)
        out.append('}')

    def _put_list(self, out, obj, left, right, open_, level):
        out.append('[')
        self._put_items(out, obj, left, right + 1, open_, level)
        out.append(']')

    def _put_tuple(self, out, obj, left, right, open_, level):
        end = ',)' if len(obj) == 1 else ')'
        out.append('(')
        self._put_items(out, obj, left, right + len(end), open_, level)
        out.append(end)

    def _put_set(self, out, obj, left, right, open_, level):
        if not obj:
            out.append(repr(obj))
            return
        start, end = ('{', '}') if type(obj) is set else (type(obj).__name__ + '({', '})')
        out.append(start)
        self._put_items(out, sorted(obj, key=_Key), left + len(start) - 1, right + len(end), open_, level)
        out.append(end)

    def _put_str(self, out, obj, left, right, open_, level):
        if not obj:
            out.append(repr(obj))
            return
        outermost = level == 1
        left += outermost
        right += outermost
        pieces = []
        lines = obj.splitlines(True)
        for n, line in enumerate(lines):
            last_line = n == len(lines) - 1
            whole = repr(line)
            if len(whole) <= self._width - left - (right if last_line else 0):
                pieces.append(whole)
                continue
            current = ''
            words = _re.findall(r'\S+\s*|\s+', line)
            for m, word in enumerate(words):
                room = self._width - left - (right if last_line and m == len(words) - 1 else 0)
                if len(repr(current + word)) > room:
                    if current:
                        pieces.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                pieces.append(repr(current))
        if len(pieces) == 1:
            out.append(whole)
            return
        text = ('\n' + ' ' * left).join(pieces)
        out.append(f'({text})' if outermost else text)

    def _put_bytes(self, out, obj, left, right, open_, level):
        if len(obj) <= 4:
            out.append(repr(obj))
            return
        outermost = level == 1
        left += outermost
        right += outermost
        pieces, current = [], b''
        end = len(obj) // 4 * 4
        for at in range(0, len(obj), 4):
            part = obj[at:at + 4]
            if len(repr(current + part)) > self._width - left - (right if at == end else 0):
                if current:
                    pieces.append(repr(current))
                current = part
            else:
                current += part
        if current:
            pieces.append(repr(current))
        text = ('\n' + ' ' * left).join(pieces)
        out.append(f'({text})' if outermost else text)

    def _put_within(self, out, obj, inner, left, right, open_, level):
        name = type(obj).__name__
        out.append(name + '(')
        self._put(out, inner, left + len(name) + 1, right + 1, open_, level)
        out.append(')')

    def _put_ordered(self, out, obj, left, right, open_, level):
        if obj:
            self._put_within(out, obj, list(obj.items()), left, right, open_, level)
        else:
            out.append(repr(obj))

    def _put_proxy(self, out, obj, left, right, open_, level):
        self._put_within(out, obj, obj.copy(), left, right, open_, level)

    def _put_defaultdict(self, out, obj, left, right, open_, level):
        if not obj:
            out.append(repr(obj))
            return
        name = type(obj).__name__
        left += len(name) + 1
        out.append(f'{name}({self._text(obj.default_factory, open_, level)},\n{" " * left}')
        self._put_dict(out, obj, left, right + 1, open_, level)
        out.append(')')

    def _put_counter(self, out, obj, left, right, open_, level):
        if not obj:
            out.append(repr(obj))
            return
        name = type(obj).__name__
        out.append(name + '({')
        self._pad(out)
        self._put_pairs(out, obj.most_common(), left + len(name) + 1, right + 2, open_, level)
        out.append('})')

    def _put_deque(self, out, obj, left, right, open_, level):
        if not obj:
            out.append(repr(obj))
            return
        name = type(obj).__name__
        left += len(name) + 1
        out.append(name + '([')
        if obj.maxlen is None:
            self._put_items(out, obj, left, right + 2, open_, level)
            out.append('])')
        else:
            self._put_items(out, obj, left, 2, open_, level)
            out.append(f'],\n{" " * left}maxlen={obj.maxlen!r})')

    def _put_data(self, out, obj, left, right, open_, level):
        self._put(out, obj.data, left, right, open_, level - 1)

    def _put_dataclass(self, out, obj, left, right, open_, level):
        fields = [(f.name, getattr(obj, f.name)) for f in type(obj).__dataclass_fields__.values()
                  if f.repr and f._field_type.name == '_FIELD']
        self._put_fields(out, type(obj).__name__, fields, left, right, open_, level)

    def _put_namespace(self, out, obj, left, right, open_, level):
        name = 'namespace' if type(obj) is _types.SimpleNamespace else type(obj).__name__
        self._put_fields(out, name, list(obj.__dict__.items()), left, right, open_, level)


def _recursion(obj):
    return f'<Recursion on {type(obj).__name__} with id={id(obj)}>'


def _shape(cls, known):
    # The known class whose text an instance has; None if a class before that has a __repr__ of its own.
    for base in cls.__mro__:
        if base in known:
            return base
        if '__repr__' in base.__dict__:
            return None
    return None


def _is_plain_dataclass(cls):
    # One whose text was made by the decorator, which leaves a mark.
    return hasattr(cls, '__dataclass_fields__') and cls.__dataclass_params__.repr and hasattr(cls.__repr__, '__wrapped__')


_known = {}


def _ways():
    # How each kind is laid out, by its class; a subclass with a text of its own is shown as it wants.
    if not _known:
        P, c = PrettyPrinter, _collections
        for kind, way in ((dict, P._put_dict), (list, P._put_list), (tuple, P._put_tuple), (set, P._put_set),
                          (frozenset, P._put_set), (str, P._put_str), (bytes, P._put_bytes),
                          (_types.MappingProxyType, P._put_proxy), (c.OrderedDict, P._put_ordered),
                          (c.defaultdict, P._put_defaultdict), (c.Counter, P._put_counter), (c.deque, P._put_deque),
                          (c.UserDict, P._put_data), (c.UserList, P._put_data), (_types.SimpleNamespace, P._put_namespace)):
            _known[kind] = way
    return _known


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._text(object, {}, 0)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)
