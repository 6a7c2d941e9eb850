# textwrap: margins and lines.

_SPACES = '\t\n\x0b\x0c\r '


def dedent(text):
    lines = text.split('\n')
    margin = None
    for line in lines:
        bare = line.lstrip(' \t')
        if not bare:
            continue
        own = line[:len(line) - len(bare)]
        if margin is None or own.startswith(margin):
            margin = own if margin is None else margin
        elif margin.startswith(own):
            margin = own
        else:
            n = 0
            while n < min(len(margin), len(own)) and margin[n] == own[n]:
                n += 1
            margin = own[:n]
    margin = margin or ''
    return '\n'.join([line[len(margin):] if line.strip(' \t') else '' for line in lines])


def indent(text, prefix, predicate=None):
    out = []
    for line in text.splitlines(True):
        wanted = line.strip() if predicate is None else predicate(line)
        out.append(prefix + line if wanted else line)
    return ''.join(out)


def _in_word(c):
    return c.isalnum() or c == '_'


def _letter(c):
    return _in_word(c) and not c.isdecimal()


def _before_dash(c):
    # What a dash of two or more hyphens, or a second hyphen, may follow.
    return _in_word(c) or c in '!"\'&.,?'


def _run(text, at, wanted):
    # Where the run of such characters from here ends.
    while at < len(text) and text[at] in wanted:
        at += 1
    return at


def _dash(text, at):
    # The end of a dash between words that begins here, else None.
    end = _run(text, at, '-')
    if at and end - at > 1 and _before_dash(text[at - 1]) and end < len(text) and _in_word(text[end]):
        return end
    return None


def _hyphen(text, at):
    # Is it a hyphen between two parts of a word, behind which a line may end?
    if text[at] != '-' or at < 2:
        return False
    after = text[at + 1:at + 4]
    if after[1:2] == '-':
        after = after[0] + after[2:]
    if len(after) < 2 or not _letter(after[0]) or not _letter(after[1]):
        return False
    a, b = text[at - 2], text[at - 1]
    return _letter(a) and _letter(b) or at > 2 and a == '-' and _letter(text[at - 3]) and _before_dash(b)


def _pieces(text, hyphens):
    # Words, parts of words and runs of spaces: a line may end after each.
    pieces, at = [], 0
    while at < len(text):
        end = _run(text, at, _SPACES)
        if end == at and hyphens:
            end = _dash(text, at) or at
        if end == at:
            end += 1
            while end < len(text) and text[end] not in _SPACES:
                if hyphens and _hyphen(text, end):
                    end += 1
                    break
                if hyphens and _dash(text, end):
                    break
                end += 1
        pieces.append(text[at:end])
        at = end
    return pieces


def _ends_sentence(piece):
    piece = piece[:-1] if piece[-1] in '"\'' else piece
    return len(piece) > 1 and piece[-1] in '.!?' and 'a' <= piece[-2] <= 'z'


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _split(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = ''.join([' ' if c in _SPACES else c for c in text])
        pieces = _pieces(text, self.break_on_hyphens)
        if self.fix_sentence_endings:
            for n in range(1, len(pieces)):
                if pieces[n] == ' ' and _ends_sentence(pieces[n - 1]):
                    pieces[n] = '  '
        return pieces

    def _take_line(self, rest, room, is_first):
        # Takes from the front of the pieces (which are last in the list) what one line holds.
        if self.drop_whitespace and not is_first and not rest[-1].strip():
            rest.pop()
        line = []
        left = room
        while rest and len(rest[-1]) <= left:
            left -= len(rest[-1])
            line.append(rest.pop())
        if rest and len(rest[-1]) > room:
            word = rest[-1]
            if self.break_long_words:
                end = 1 if room < 1 else left
                if self.break_on_hyphens and len(word) > end:
                    hyphen = word.rfind('-', 0, end)
                    if word[:max(hyphen, 0)].strip('-'):
                        end = hyphen + 1
                line.append(word[:end])
                rest[-1] = word[end:]
            elif not line:
                line.append(rest.pop())
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _cut(self, lines, line, indent, room):
        # The last line that may be, with the placeholder for all that does not come any more.
        while line:
            text = ''.join(line)
            if line[-1].strip() and len(text) + len(self.placeholder) <= room:
                lines.append(indent + text + self.placeholder)
                return
            line.pop()
        before = lines[-1].rstrip() if lines else None
        if lines and len(before) + len(self.placeholder) <= self.width:
            lines[-1] = before + self.placeholder
        else:
            lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        rest = self._split(text)[::-1]
        most = self.max_lines
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        if most is not None:
            indent = self.subsequent_indent if most > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        lines = []
        while rest:
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            line = self._take_line(rest, room, not lines)
            if not line:
                continue
            at_end = not rest or self.drop_whitespace and len(rest) == 1 and not rest[0].strip()
            if most is None or len(lines) + 1 < most or at_end and len(''.join(line)) <= room:
                lines.append(indent + ''.join(line))
            else:
                self._cut(lines, line, indent, room)
                break
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.split()))
