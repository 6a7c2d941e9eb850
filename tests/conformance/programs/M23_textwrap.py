# textwrap: hyphens, dashes, tabs, indents, limits.
import textwrap
t='Look, goof-ball -- use the -b option! A well-known\tthing, e.g. half-\nbaked   x. End.  Next'
for w in (5,10,18,30,70): print(textwrap.wrap(t,w))
print(textwrap.fill(t, 12, break_on_hyphens=False))
print(textwrap.fill(t, 12, break_long_words=False))
print(textwrap.fill(t, 12, initial_indent='* ', subsequent_indent='  '))
print(textwrap.wrap(t, 12, max_lines=3), textwrap.shorten(t, 20), textwrap.shorten(t, 20, placeholder='...'))
print(textwrap.wrap(t, 20, fix_sentence_endings=True), textwrap.wrap(t, 20, expand_tabs=False, replace_whitespace=False, drop_whitespace=False), textwrap.wrap(t, 20, tabsize=4))
try: textwrap.wrap(t, 0)
except ValueError as e: print(e)
print(textwrap.wrap(''), textwrap.wrap('a-very-long-hyphenated-word-here and --option-name', 9))
w=textwrap.TextWrapper(width=9); print(w.wrap(t), w.fill('a b c d e f g'), w.width)
print(textwrap.wrap('abcdefghijklmnop x', 4), textwrap.shorten('abcdefgh', 5))
