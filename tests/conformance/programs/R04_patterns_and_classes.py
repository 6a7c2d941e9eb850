# Which objects match as sequences and mappings: what is derived from or registered with the classes of collections.abc.
import collections
import collections.abc


class Row(collections.abc.Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


class Looks:
    def __getitem__(self, i):
        return i

    def __len__(self):
        return 2


class Registered(Looks):
    pass


collections.abc.Sequence.register(Registered)


class Both(collections.UserDict, collections.abc.Sequence):
    pass


def kind(value):
    match value:
        case []:
            return 'empty'
        case [first, *_, last]:
            return f'from {first} to {last}'
        case {'key': found, **rest}:
            return f'key {found}, {dict(rest)}'
        case {}:
            return 'mapping'
        case str() | bytes():
            return 'text'
        case _:
            return 'neither'


for value in (Row(), Row(1, 2, 3), Looks(), Registered(), Both(), collections.UserDict(key=1, more=2),
              collections.OrderedDict(key=3), collections.deque([4, 5]), range(3), 'ab', b'ab', {1, 2},
              collections.ChainMap({'key': 6}), (7, 8)):
    print(type(value).__name__, kind(value))
