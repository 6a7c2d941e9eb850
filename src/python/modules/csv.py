# csv: lines to rows and back.

__all__ = ['reader', 'writer', 'DictReader', 'DictWriter', 'Dialect', 'excel', 'excel_tab', 'unix_dialect', 'Error', 'QUOTE_ALL',
           'QUOTE_MINIMAL', 'QUOTE_NONE', 'QUOTE_NONNUMERIC', 'QUOTE_STRINGS', 'QUOTE_NOTNULL', 'register_dialect',
           'unregister_dialect', 'get_dialect', 'list_dialects', 'field_size_limit', 'Sniffer']

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    __module__ = '_csv'


class Dialect:
    delimiter = ','
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    quoting = QUOTE_ALL
    lineterminator = '\n'


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}
_options = ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace', 'lineterminator', 'quoting', 'strict')


def _made(dialect, given):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    made = Dialect()
    for name in _options:
        if hasattr(dialect, name):
            setattr(made, name, getattr(dialect, name))
    for name, value in given.items():
        if name not in _options:
            raise TypeError(f'this function got an unexpected keyword argument {name!r}')
        setattr(made, name, value)
    for name in ('delimiter', 'quotechar', 'escapechar'):
        value = getattr(made, name)
        optional = name != 'delimiter'
        if value is None and optional:
            continue
        if not isinstance(value, str):
            kind = type(value).__name__
            raise TypeError(f'"{name}" must be {"string or None" if optional else "string"}, not {kind}')
        if len(value) != 1:
            raise TypeError(f'"{name}" must be a 1-character string')
    if made.quoting != QUOTE_NONE and not made.quotechar:
        raise TypeError('quotechar must be set if quoting enabled')
    return made


def register_dialect(name, dialect=excel, **given):
    _dialects[name] = _made(dialect, given)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(new_limit=None, /):
    return 131072


class Sniffer:
    def __init__(self):
        from time import _refuse
        _refuse('csv.Sniffer')


class _Reader:
    def __init__(self, lines, dialect, given):
        self._lines = iter(lines)
        self.dialect = _made(dialect, given)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        row = []
        field = []
        quoted = False      # Inside quotes.
        was_quoted = False  # This field began with a quote.
        begun = False       # This field has begun.
        follows = False     # A delimiter was read: another field follows, be it empty.
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if quoted:
                    if d.strict:
                        raise Error('unexpected end of data') from None
                    break
                raise
            if not isinstance(line, str):
                raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)')
            self.line_num += 1
            at = 0
            while at < len(line):
                c = line[at]
                at += 1
                if quoted:
                    if c == d.escapechar and at < len(line):
                        field.append(line[at])
                        at += 1
                    elif c == d.quotechar:
                        if d.doublequote and line[at:at + 1] == d.quotechar:
                            field.append(c)
                            at += 1
                        else:
                            quoted = False
                    else:
                        field.append(c)
                elif c in '\r\n':
                    if line[at:].strip('\r\n'):
                        raise Error('new-line character seen in unquoted field - do you need to open the file with newline=\'\'?')
                    break
                elif c == d.delimiter:
                    row.append(self._value(field, was_quoted))
                    field, was_quoted, begun, follows = [], False, False, True
                elif c == d.quotechar and d.quoting != QUOTE_NONE and not begun:
                    quoted = was_quoted = begun = True
                elif c == ' ' and d.skipinitialspace and not begun:
                    pass
                elif c == d.escapechar and at < len(line):
                    begun = True
                    field.append(line[at])
                    at += 1
                else:
                    if was_quoted and d.strict:
                        raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
                    begun = True
                    field.append(c)
            if not quoted:
                break
        if follows or begun:
            row.append(self._value(field, was_quoted))
        return row

    def _value(self, field, was_quoted):
        text = ''.join(field)
        quoting = self.dialect.quoting
        if not was_quoted:
            if quoting == QUOTE_NONNUMERIC or quoting == QUOTE_STRINGS and text:
                return float(text)
            if quoting in (QUOTE_NOTNULL, QUOTE_STRINGS) and not text:
                return None
        return text


def reader(csvfile, /, dialect='excel', **fmtparams):
    return _Reader(csvfile, dialect, fmtparams)


class _Writer:
    def __init__(self, file, dialect, given):
        if not hasattr(file, 'write'):
            raise TypeError('argument 1 must have a "write" method')
        self._write = file.write
        self.dialect = _made(dialect, given)

    def _field(self, value, alone):
        d = self.dialect
        text = '' if value is None else value if isinstance(value, str) else repr(value) if isinstance(value, float) else str(value)
        special = [c for c in (d.delimiter, d.quotechar, d.escapechar, '\r', '\n', *d.lineterminator) if c]
        number = isinstance(value, (int, float))
        quote = (d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not number or
                 d.quoting == QUOTE_STRINGS and isinstance(value, str) or d.quoting == QUOTE_NOTNULL and value is not None)
        if d.quoting == QUOTE_NONE:
            out = []
            for c in text:
                if c in special:
                    if d.escapechar is None:
                        raise Error('need to escape, but no escapechar set')
                    out.append(d.escapechar)
                out.append(c)
            if alone and not out:
                raise Error('single empty field record must be quoted')
            return ''.join(out)
        if not quote:
            quote = any([c in text for c in special]) or (alone and not text) or (d.skipinitialspace and text[:1] == ' ')
        if not quote:
            return text
        if d.doublequote:
            text = text.replace(d.quotechar, d.quotechar * 2)
        elif d.quotechar in text:
            if d.escapechar is None:
                raise Error('need to escape, but no escapechar set')
            text = text.replace(d.quotechar, d.escapechar + d.quotechar)
        return f'{d.quotechar}{text}{d.quotechar}'

    def writerow(self, row, /):
        try:
            row = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        d = self.dialect
        return self._write(d.delimiter.join([self._field(value, len(row) == 1) for value in row]) + d.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


def writer(csvfile, /, dialect='excel', **fmtparams):
    return _Writer(csvfile, dialect, fmtparams)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey, self.restval, self.dialect = restkey, restval, dialect
        self.reader = reader(f, dialect, *args, **kwds)

    @property
    def line_num(self):
        return self.reader.line_num

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        # Empty lines are no rows.
        while not row:
            row = next(self.reader)
        result = dict(zip(names, row))
        if len(row) > len(names):
            result[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            result[name] = self.restval
        return result

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames, self.restval = fieldnames, restval
        self.extrasaction = extrasaction.lower()
        if self.extrasaction not in ('raise', 'ignore'):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.writer = writer(f, dialect, *args, **kwds)

    def _row(self, row):
        if self.extrasaction == 'raise':
            wrong = [name for name in row if name not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(name) for name in wrong]))
        return [row.get(name, self.restval) for name in self.fieldnames]

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._row(row) for row in rowdicts])
