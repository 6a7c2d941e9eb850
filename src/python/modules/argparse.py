# argparse: the words of a command line to values, and the texts of usage and help.

import sys as _sys

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'BooleanOptionalAction', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter', 'MetavarTypeHelpFormatter',
           'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER', 'SUPPRESS', 'ZERO_OR_MORE']

SUPPRESS = '==SUPPRESS=='
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = '?', '*', '+', 'A...', '...'
# A terminal of 80 columns, of which help leaves two.
_WIDTH = 78
_HELP_AT = 24


class ArgumentTypeError(Exception):
    pass


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _argument_name(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'


def _argument_name(action):
    if action is None:
        return None
    if action.option_strings:
        return '/'.join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar if isinstance(action.metavar, str) else ' '.join(action.metavar)
    if action.dest not in (None, SUPPRESS):
        return action.dest
    return '{' + ','.join([str(c) for c in action.choices]) + '}' if action.choices else None


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __repr__(self):
        plain = [f'{name}={value!r}' for name, value in self.__dict__.items() if name.isidentifier()]
        other = {name: value for name, value in self.__dict__.items() if not name.isidentifier()}
        if other:
            plain.append(f'**{other!r}')
        return f'{type(self).__name__}({", ".join(plain)})'

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class FileType:
    def __init__(self, *args, **kwargs):
        from time import _refuse
        _refuse('argparse.FileType: there are no files')


# ---- actions


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None, deprecated=False):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        self.deprecated = deprecated

    def __repr__(self):
        names = ('option_strings', 'dest', 'nargs', 'const', 'default', 'type', 'choices', 'required', 'help', 'metavar', 'deprecated')
        shown = ', '.join([f'{name}={getattr(self, name)!r}' for name in names])
        return f'{type(self).__name__}({shown})'

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **rest):
        if nargs == 0:
            raise ValueError('nargs for store actions must be != 0; if you have nothing to store, actions such as store true or '
                             'store const may be more appropriate')
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be '?' to supply const")
        super().__init__(option_strings, dest, nargs, const, **rest)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None, deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help, metavar, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, None, deprecated)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, None, deprecated)


def _listed(namespace, dest):
    items = getattr(namespace, dest, None)
    return [] if items is None else list(items)


class _Append(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _listed(namespace, self.dest) + [values])


class _Extend(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _listed(namespace, self.dest) + list(values))


class _AppendConst(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _listed(namespace, self.dest) + [self.const])


class _Count(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, None, None, required, help, None, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit",
                 deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, help=help, deprecated=deprecated)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        parser._print_message((self.version % {'prog': parser.prog}) + '\n', _sys.stdout)
        parser.exit()


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False, **rest):
        both = []
        for name in option_strings:
            both.append(name)
            if name.startswith('--'):
                both.append('--no-' + name[2:])
        super().__init__(both, dest, 0, None, default, None, None, required, help, None, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


class _Subcommand(Action):
    # How help lists one.
    def __init__(self, name, aliases, help):
        shown = f'{name} ({", ".join(aliases)})' if aliases else name
        super().__init__([], name, help=help, metavar=shown)


class _Subparsers(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog, self._class = prog, parser_class
        self._shown = []
        super().__init__(option_strings, dest, PARSER, choices={}, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, deprecated=False, **kwargs):
        aliases = kwargs.pop('aliases', ())
        for word in (name, *aliases):
            if word in self.choices:
                kind = 'subparser' if word == name else 'subparser alias'
                raise ValueError(f'conflicting {kind}: {word}')
        if kwargs.get('prog') is None:
            kwargs['prog'] = f'{self._prog} {name}'
        if 'help' in kwargs:
            self._shown.append(_Subcommand(name, aliases, kwargs.pop('help')))
        parser = self._class(**kwargs)
        for word in (name, *aliases):
            self.choices[word] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, *words = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self.choices:
            raise ArgumentError(self, f'unknown parser {name!r} (choices: {", ".join(self.choices)})')
        inner, rest = self.choices[name].parse_known_args(words, None)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if rest:
            vars(namespace).setdefault('_unrecognized_args', []).extend(rest)


_ACTIONS = {None: _Store, 'store': _Store, 'store_const': _StoreConst, 'store_true': _StoreTrue, 'store_false': _StoreFalse,
            'append': _Append, 'append_const': _AppendConst, 'extend': _Extend, 'count': _Count, 'help': _Help, 'version': _Version}


# ---- texts


def _metavars(action, default):
    # As many as it takes values.
    shown = action.metavar
    if shown is None:
        shown = '{' + ','.join([str(c) for c in action.choices]) + '}' if action.choices is not None else default
    return lambda n: shown if isinstance(shown, tuple) else (shown,) * n


def _arguments(action, default):
    # What an action takes, as usage shows it.
    of, nargs = _metavars(action, default), action.nargs
    if nargs is None:
        return '%s' % of(1)
    if nargs == OPTIONAL:
        return '[%s]' % of(1)
    if nargs == ZERO_OR_MORE:
        names = of(1)
        return '[%s [%s ...]]' % names if len(names) == 2 else '[%s ...]' % names
    if nargs == ONE_OR_MORE:
        return '%s [%s ...]' % of(2)
    if nargs == REMAINDER:
        return '...'
    if nargs == PARSER:
        return '%s ...' % of(1)
    if nargs == SUPPRESS:
        return ''
    return ' '.join(of(nargs))


def _wrapped(text, width, first='', rest=''):
    import textwrap
    return textwrap.wrap(' '.join(text.split()), width, initial_indent=first, subsequent_indent=rest)


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=_HELP_AT, width=_WIDTH):
        self._prog = prog
        self._help_at = max_help_position
        self._width = width

    # What the other formatters do otherwise.

    def _lines(self, text, width):
        return _wrapped(text, width)

    def _paragraph(self, text):
        return '\n'.join(_wrapped(text, self._width))

    def _help_of(self, action):
        return action.help

    def _default_name(self, action):
        return action.dest.upper() if action.option_strings else action.dest

    def usage(self, parser):
        if parser.usage is not None:
            return f'usage: {parser.usage % {"prog": self._prog}}\n'
        shown = [a for a in parser._actions if a.help is not SUPPRESS]
        options = self._usage_parts([a for a in shown if a.option_strings], parser)
        places = self._usage_parts([a for a in shown if not a.option_strings], parser)
        head = f'usage: {self._prog}'
        line = ' '.join([head] + options + places)
        if len(line) <= self._width:
            return line + '\n'
        indent = ' ' * (len(head) + 1)
        if len(head) > 0.75 * self._width:
            indent = ' ' * len('usage: ')
            return '\n'.join([head] + self._filled(options, indent, indent) + self._filled(places, indent, indent)) + '\n'
        if options:
            lines = self._filled(options, head + ' ', indent)
            return '\n'.join(lines + self._filled(places, indent, indent)) + '\n'
        return '\n'.join(self._filled(places, head + ' ', indent)) + '\n'

    def _filled(self, parts, first, rest):
        lines = []
        line = first
        empty = True
        for part in parts:
            if not empty and len(line) + len(part) + (0 if line.endswith(' ') else 1) > self._width:
                lines.append(line.rstrip())
                line, empty = rest, True
            line += part if empty else ' ' + part
            empty = False
        if not empty:
            lines.append(line)
        return lines

    def _usage_parts(self, actions, parser):
        parts = []
        done = []
        for action in actions:
            if action in done:
                continue
            group = next((g for g in parser._exclusive if action in g._group_actions), None)
            members = [a for a in group._group_actions if a.help is not SUPPRESS] if group else [action]
            if group and len(members) > 1 and all([a in actions for a in members]):
                done.extend(members)
                texts = [self._usage_part(a, False) for a in members]
                left, right = '()' if group.required else '[]'
                texts[0], texts[-1] = left + texts[0], texts[-1] + right
                parts.extend([text + ' |' for text in texts[:-1]] + texts[-1:])
            else:
                parts.append(self._usage_part(action, not (action.required or group and group.required)))
        return parts

    def _usage_part(self, action, optional):
        if not action.option_strings:
            text = _arguments(action, self._default_name(action))
            # In a group its own brackets are not needed.
            return text
        text = action.format_usage()
        if action.nargs != 0:
            text += ' ' + _arguments(action, self._default_name(action))
        return f'[{text}]' if optional else text

    def invocation(self, action):
        if not action.option_strings:
            return ' '.join(_metavars(action, self._default_name(action))(1))
        names = ', '.join(action.option_strings)
        return names if action.nargs == 0 else f'{names} {_arguments(action, self._default_name(action))}'

    def expanded(self, action):
        values = {name: value for name, value in vars(action).items() if value is not SUPPRESS}
        values['prog'] = self._prog
        for name, value in values.items():
            if hasattr(value, '__name__'):
                values[name] = value.__name__
        if values.get('choices') is not None:
            values['choices'] = ', '.join([str(c) for c in values['choices']])
        return self._help_of(action) % values

    def help(self, parser):
        sections = [(None, parser.description, [])]
        for group in parser._groups:
            sections.append((group.title, group.description, [a for a in group._group_actions if a.help is not SUPPRESS]))
        lengths = []
        for _, _, actions in sections:
            for action in actions:
                lengths.append(len(self.invocation(action)) + 2)
                lengths.extend([len(self.invocation(a)) + 4 for a in getattr(action, '_shown', ())])
        at = min(max(lengths, default=0) + 2, self._help_at)
        parts = [self.usage(parser)]
        for title, description, actions in sections:
            text = f'{self._paragraph_in(description, 0 if title is None else 2)}\n' if description and description is not SUPPRESS else ''
            items = ''.join([self._item(action, at, 2) for action in actions])
            if text and items:
                text += '\n'
            if text or items:
                parts.append((f'{title}:\n' if title is not None and title is not SUPPRESS else '') + text + items)
        if parser.epilog:
            parts.append(f'{self._paragraph_in(parser.epilog, 0)}\n')
        return '\n'.join(parts)

    def _paragraph_in(self, text, indent):
        text = text % {'prog': self._prog} if '%(prog)' in text else text
        self._width -= indent
        try:
            lines = self._paragraph(text).split('\n')
        finally:
            self._width += indent
        return '\n'.join([' ' * indent + line if line else line for line in lines])

    def _item(self, action, at, indent):
        name = self.invocation(action)
        room = at - indent - 2
        lead = ' ' * indent
        if not action.help or not action.help.strip():
            text = f'{lead}{name}\n'
        else:
            lines = self._lines(self.expanded(action), max(self._width - at, 11))
            if len(name) <= room:
                text = f'{lead}{name:<{room}}  {lines[0]}\n'
                lines = lines[1:]
            else:
                text = f'{lead}{name}\n'
            text += ''.join([f'{" " * at}{line}\n' for line in lines])
        return text + ''.join([self._item(a, at, indent + 2) for a in getattr(action, '_shown', ())])


class RawDescriptionHelpFormatter(HelpFormatter):
    def _paragraph(self, text):
        return text


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _help_of(self, action):
        text = action.help or ''
        fits = action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)
        if '%(default)' not in text and action.default is not SUPPRESS and fits:
            text += ' (default: %(default)s)'
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    def _default_name(self, action):
        return action.type.__name__


# ---- parsers


class _Group:
    # Arguments that help shows together.
    def __init__(self, parser, title=None, description=None, **kwargs):
        self._parser = parser
        self.title, self.description = title, description
        self._group_actions = []

    def add_argument(self, *names, **kwargs):
        return self._keep(self._parser._made(names, kwargs))

    def _keep(self, action):
        self._parser._register(action)
        self._group_actions.append(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        group = _Exclusive(self._parser, self, required)
        self._parser._exclusive.append(group)
        return group


class _Exclusive:
    def __init__(self, parser, shown_in, required):
        self._parser, self._shown_in = parser, shown_in
        self.required = required
        self._group_actions = []

    def add_argument(self, *names, **kwargs):
        action = self._parser._made(names, kwargs)
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        if self._shown_in is None:
            self._parser._place(action)._keep(action)
        else:
            self._shown_in._keep(action)
        self._group_actions.append(action)
        return action


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars='-',
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True,
                 exit_on_error=True):
        if fromfile_prefix_chars is not None or prefix_chars != '-' or conflict_handler != 'error':
            from time import _refuse
            _refuse('prefix_chars=, fromfile_prefix_chars= and conflict_handler= of ArgumentParser')
        self.prog = _sys.argv[0].split('/')[-1] if prog is None else prog
        self.usage, self.description, self.epilog = usage, description, epilog
        self.formatter_class, self.conflict_handler = formatter_class, conflict_handler
        self.argument_default = argument_default
        self.add_help, self.allow_abbrev, self.exit_on_error = add_help, allow_abbrev, exit_on_error
        self._actions = []
        self._options = {}
        self._exclusive = []
        self._defaults = {}
        self._subparsers = None
        self._positionals = _Group(self, 'positional arguments')
        self._optionals = _Group(self, 'options')
        self._groups = [self._positionals, self._optionals]
        if add_help:
            self.add_argument('-h', '--help', action='help', default=SUPPRESS, help='show this help message and exit')
        for parent in parents:
            for group in parent._groups:
                own = {'positional arguments': self._positionals, 'options': self._optionals}.get(group.title)
                if own is None:
                    own = self.add_argument_group(group.title, group.description)
                for action in group._group_actions:
                    own._keep(action)
            self._exclusive.extend(parent._exclusive)
            self._defaults.update(parent._defaults)

    def __repr__(self):
        shown = ', '.join([f'{name}={getattr(self, name)!r}' for name in
                           ('prog', 'usage', 'description', 'formatter_class', 'conflict_handler', 'add_help') if hasattr(self, name)])
        return f'{type(self).__name__}({shown})'

    # What there is.

    def _made(self, names, kwargs):
        options = bool(names) and names[0].startswith('-')
        if names and not options and len(names) > 1:
            raise ValueError(f"invalid option string {names[0]!r}: must start with a character '-'")
        if options:
            for name in names:
                if not name.startswith('-'):
                    raise ValueError(f"invalid option string {name!r}: must start with a character '-'")
            dest = kwargs.pop('dest', None)
            if dest is None:
                long = [name for name in names if name.startswith('--') and len(name) > 2]
                dest = (long or names)[0].lstrip('-')
                if not dest:
                    raise ValueError(f'dest= is required for options like {names[0]!r}')
                dest = dest.replace('-', '_')
        else:
            if names and 'dest' in kwargs:
                raise ValueError('dest supplied twice for positional argument, did you mean metavar?')
            if 'required' in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            dest = names[0] if names else kwargs.pop('dest', None)
            if dest is None:
                raise TypeError('add_argument() missing the name of the argument')
            names = ()
        if 'default' not in kwargs:
            if dest in self._defaults:
                kwargs['default'] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs['default'] = self.argument_default
        action = kwargs.pop('action', None)
        if isinstance(action, str) or action is None:
            if action not in _ACTIONS:
                raise ValueError(f'unknown action {action!r}')
            action = _ACTIONS[action]
        if not options:
            nargs = kwargs.get('nargs')
            needed = nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0)
            kwargs['required'] = needed
            if issubclass(action, (_StoreConst, _Count, BooleanOptionalAction)):
                raise ValueError('action for positional arguments must take a value')
        made = action(option_strings=list(names), dest=dest, **kwargs)
        if made.type is not None and not callable(made.type):
            raise ValueError(f'{made.type!r} is not callable')
        return made

    def _register(self, action):
        taken = [name for name in action.option_strings if name in self._options]
        if taken:
            word = 'string' if len(taken) == 1 else 'strings'
            raise ArgumentError(action, f'conflicting option {word}: {", ".join(taken)}')
        self._actions.append(action)
        for name in action.option_strings:
            self._options[name] = action

    def _place(self, action):
        return self._optionals if action.option_strings else self._positionals

    def add_argument(self, *names, **kwargs):
        action = self._made(names, kwargs)
        return self._place(action)._keep(action)

    def add_argument_group(self, *args, **kwargs):
        group = _Group(self, *args, **kwargs)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _Exclusive(self, None, required)
        self._exclusive.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, dest=SUPPRESS, required=False, help=None,
                       metavar=None, **kwargs):
        if self._subparsers is not None:
            raise ValueError('cannot have multiple subparser arguments')
        group = self._positionals
        if title is not None or description is not None:
            group = self.add_argument_group('subcommands' if title is None else title, description)
        if prog is None:
            places = [a for a in self._actions if not a.option_strings]
            prog = ' '.join([self.prog] + [_arguments(a, a.dest) for a in places])
        action = _Subparsers([], prog, parser_class or type(self), dest, required, help, metavar)
        self._subparsers = action
        return group._keep(action)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # What is written.

    def format_usage(self):
        return self.formatter_class(prog=self.prog).usage(self)

    def format_help(self):
        return self.formatter_class(prog=self.prog).help(self)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file or _sys.stdout)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file or _sys.stdout)

    def _print_message(self, message, file=None):
        if message:
            (file or _sys.stderr).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')

    # How words are read.

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            message = f'unrecognized arguments: {" ".join(rest)}'
            if not self.exit_on_error:
                raise ArgumentError(None, message)
            self.error(message)
        return found

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)
        if not self.exit_on_error:
            rest = _Reading(self, args, namespace).run()
        else:
            try:
                rest = _Reading(self, args, namespace).run()
            except ArgumentError as exc:
                self.error(str(exc))
        rest.extend(vars(namespace).pop('_unrecognized_args', []))
        return namespace, rest

    def parse_intermixed_args(self, args=None, namespace=None):
        from time import _refuse
        _refuse('parse_intermixed_args')

    def _option(self, word):
        # The action, how it was written and what stands behind `=`; None if it is no option.
        if not word or word[0] != '-':
            return None
        if word in self._options:
            return self._options[word], word, None
        if len(word) == 1:
            return None
        name, equals, value = word.partition('=')
        if equals and name in self._options:
            return self._options[name], name, value
        found = self._abbreviated(word)
        if len(found) > 1:
            raise ArgumentError(None, f'ambiguous option: {word} could match {", ".join([name for _, name, _ in found])}')
        if found:
            return found[0]
        numbers = any([_is_number(name) for name in self._options])
        if _is_number(word) and not numbers or ' ' in word:
            return None
        return None, word, None

    def _abbreviated(self, word):
        if word.startswith('--'):
            if not self.allow_abbrev:
                return []
            name, equals, value = word.partition('=')
            return [(action, known, value if equals else None) for known, action in self._options.items() if known.startswith(name)]
        # One letter with its value, or several letters.
        short = word[:2]
        if short in self._options:
            return [(self._options[short], short, word[2:])]
        return [(action, known, None) for known, action in self._options.items() if known.startswith(word)]


def _is_number(word):
    body = word[1:].replace('.', '', 1) if word.startswith('-') else ''
    return body.isdigit()


# How many words an action takes, as patterns over their kinds: A is a word, O an option, - the `--` before which nothing is one.
_AFTER_OPTION = {None: 'A', OPTIONAL: 'A?', ZERO_OR_MORE: 'A*', ONE_OR_MORE: 'A+', REMAINDER: '[AO]*', PARSER: 'A[AO]*'}
_IN_PLACE = {None: '-*A-*', OPTIONAL: '-*A?-*', ZERO_OR_MORE: '-*[A-]*', ONE_OR_MORE: '-*A[A-]*', REMAINDER: '[-AO]*',
             PARSER: '-*A[-AO]*', SUPPRESS: '-*'}


def _pattern(action):
    table = _AFTER_OPTION if action.option_strings else _IN_PLACE
    if isinstance(action.nargs, int):
        return table[None] * action.nargs
    return table[action.nargs]


class _Reading:
    # One pass over the words.

    def __init__(self, parser, args, namespace):
        self.parser, self.args, self.namespace = parser, args, namespace
        self.seen = []
        self.given = []
        self.rest = []
        self.places = [a for a in parser._actions if not a.option_strings]
        self.options = {}
        kinds = []
        for i, word in enumerate(args):
            if word == '--':
                kinds.append('-')
                kinds.extend('A' * (len(args) - i - 1))
                break
            option = parser._option(word)
            if option is not None:
                self.options[i] = option
            kinds.append('A' if option is None else 'O')
        self.kinds = ''.join(kinds)

    def run(self):
        at = 0
        last = max(self.options, default=-1)
        while at <= last:
            following = min([i for i in self.options if i >= at])
            if at != following:
                after = self.take_places(at)
                if after > at:
                    at = after
                    continue
            if at not in self.options:
                self.rest.extend(self.args[at:following])
                at = following
            at = self.take_option(at)
        at = self.take_places(at)
        self.rest.extend(self.args[at:])
        self.check()
        return self.rest

    def take_places(self, at):
        import re
        for count in range(len(self.places), 0, -1):
            groups = ''.join([f'({_pattern(a)})' for a in self.places[:count]])
            found = re.match(groups, self.kinds[at:])
            if found is not None:
                break
        else:
            return at
        for action, taken in zip(self.places[:count], found.groups()):
            words = self.args[at:at + len(taken)]
            at += len(taken)
            if action.nargs not in (PARSER, REMAINDER) and '--' in words:
                words.remove('--')
            elif action.nargs == PARSER and words and words[0] == '--':
                words = words[1:]
            self.act(action, words)
        self.places = self.places[count:]
        return at

    def take_option(self, at):
        action, name, explicit = self.options[at]
        while True:
            if action is None:
                self.rest.append(self.args[at])
                return at + 1
            if explicit is None:
                break
            if action.nargs == 0 and name[1:2] != '-' and explicit:
                # Several letters in one word.
                self.act(action, [], name)
                name, explicit = '-' + explicit[0], explicit[1:] or None
                if name not in self.parser._options:
                    raise ArgumentError(action, f'ignored explicit argument {(name[1:] + (explicit or ""))!r}')
                action = self.parser._options[name]
                if explicit and explicit[0] == '=':
                    explicit = explicit[1:]
                continue
            if action.nargs == 0 or isinstance(action.nargs, int) and action.nargs != 1:
                raise ArgumentError(action, f'ignored explicit argument {explicit!r}') if action.nargs == 0 else _too_few(action)
            self.act(action, [explicit], name)
            return at + 1
        import re
        found = re.match(f'({_pattern(action)})', self.kinds[at + 1:])
        if found is None:
            raise _too_few(action)
        words = self.args[at + 1:at + 1 + len(found.group(1))]
        self.act(action, words, name)
        return at + 1 + len(words)

    def act(self, action, words, name=None):
        self.seen.append(action)
        value = self.value(action, words)
        if value is not action.default or words:
            self.given.append(action)
            for group in self.parser._exclusive:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and other in self.given:
                            raise ArgumentError(action, f'not allowed with argument {_argument_name(other)}')
        if value is not SUPPRESS:
            action(self.parser, self.namespace, value, name)

    def value(self, action, words):
        nargs = action.nargs
        if not words and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self.converted(action, value)
            return value
        if not words and nargs == ZERO_OR_MORE and not action.option_strings:
            return [] if action.default is None else action.default
        if nargs in (None, OPTIONAL) and len(words) == 1:
            return self.checked(action, words[0])
        if nargs == REMAINDER:
            return [self.converted(action, word) for word in words]
        if nargs == PARSER:
            made = [self.converted(action, word) for word in words]
            self.choose(action, made[0])
            return made
        return [self.checked(action, word) for word in words]

    def checked(self, action, word):
        value = self.converted(action, word)
        self.choose(action, value)
        return value

    def choose(self, action, value):
        if action.choices is not None and value not in action.choices:
            shown = ', '.join([repr(c) for c in action.choices])
            raise ArgumentError(action, f'invalid choice: {value!r} (choose from {shown})')

    def converted(self, action, word):
        if action.type is None:
            return word
        try:
            return action.type(word)
        except ArgumentTypeError as exc:
            raise ArgumentError(action, str(exc)) from None
        except (TypeError, ValueError):
            kind = getattr(action.type, '__name__', None) or repr(action.type)
            raise ArgumentError(action, f'invalid {kind} value: {word!r}') from None

    def check(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_argument_name(action))
            elif isinstance(action.default, str) and getattr(self.namespace, action.dest, None) is action.default:
                # A default that is text is read like a word.
                setattr(self.namespace, action.dest, self.converted(action, action.default))
        if missing:
            raise ArgumentError(None, f'the following arguments are required: {", ".join(missing)}')
        for group in self.parser._exclusive:
            if group.required and not any([a in self.given for a in group._group_actions]):
                names = ' '.join([_argument_name(a) for a in group._group_actions if a.help is not SUPPRESS])
                raise ArgumentError(None, f'one of the arguments {names} is required')


def _too_few(action):
    words = {None: 'expected one argument', OPTIONAL: 'expected at most one argument', ONE_OR_MORE: 'expected at least one argument'}
    if isinstance(action.nargs, int):
        return ArgumentError(action, f'expected {action.nargs} argument{"" if action.nargs == 1 else "s"}')
    return ArgumentError(action, words[action.nargs])
