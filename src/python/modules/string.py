# string: constants, Template, capwords.

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join([word.capitalize() for word in s.split(sep)])


class Template:
    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, safe):
        text, out, at = self.template, [], 0
        while True:
            found = text.find(self.delimiter, at)
            if found < 0:
                out.append(text[at:])
                return ''.join(out)
            out.append(text[at:found])
            rest = text[found + 1:]
            if rest[:1] == self.delimiter:
                out.append(self.delimiter)
                at = found + 2
                continue
            braced = rest[:1] == '{'
            name = ''
            for c in rest[1:] if braced else rest:
                if c.isascii() and (c.isalpha() or c == '_' or (name and c.isdigit())):
                    name += c
                else:
                    break
            closed = not braced or rest[1 + len(name):2 + len(name)] == '}'
            if not name or not closed:
                if safe:
                    out.append(self.delimiter)
                    at = found + 1
                    continue
                lines = text[:found].splitlines(keepends=True)
                column = found + 1 if not lines else len(lines[-1]) + 1 if not lines[-1].endswith('\n') else 1
                number = 1 if not lines else len(lines) + (1 if lines[-1].endswith('\n') else 0)
                raise ValueError(f'Invalid placeholder in string: line {number}, col {column}')
            end = found + 1 + len(name) + (2 if braced else 0)
            if safe and name not in mapping:
                out.append(text[found:end])
            else:
                out.append(str(mapping[name]))
            at = end

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
