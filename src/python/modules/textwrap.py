# textwrap: margins and lines.

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


def wrap(text, width=70, *, initial_indent='', subsequent_indent='', max_lines=None, placeholder=' [...]', break_long_words=True,
         **options):
    lines, line, start = [], '', initial_indent
    words = text.split()
    # What CPython would lay out in another way is refused, not laid out wrongly.
    if options or '-' in text or '\t' in text or len(' '.join(words)) != len(text.rstrip()):
        raise NotImplementedError('textwrap with hyphens, other whitespace than single spaces, or these options')
    while words:
        word = words.pop(0)
        room = width - len(start)
        if line and break_long_words and len(word) > width - len(subsequent_indent):
            raise NotImplementedError('textwrap of a word longer than a line, after another word')
        if line and len(line) + 1 + len(word) > room:
            lines.append(start + line)
            line, start = '', subsequent_indent
            room = width - len(start)
        if not line and len(word) > room and break_long_words and room > 0:
            words.insert(0, word[room:])
            word = word[:room]
        line = f'{line} {word}' if line else word
    if line:
        lines.append(start + line)
    if max_lines is not None and len(lines) > max_lines:
        last = lines[max_lines - 1]
        while last and len(last) + len(placeholder) > width:
            last = last.rpartition(' ')[0]
        lines = lines[:max_lines - 1] + [last + placeholder]
    return lines


def fill(text, width=70, **options):
    return '\n'.join(wrap(text, width, **options))


def shorten(text, width, **options):
    return fill(' '.join(text.split()), width, max_lines=1, **options)
