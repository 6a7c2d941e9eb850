# What compile, eval and exec say of text that is wrong, and a SyntaxError made by hand.
import traceback

for text in ('1 +* 2', "f'{}'", "f'{3!x}'", 'x = = 1', '(1, 2]', "'abc", 'del f()', 'print 1', 'a b'):
    try:
        compile(text, '<text>', 'exec')
    except SyntaxError as exc:
        print(type(exc).__name__, '|', exc.msg, '|', exc.lineno, exc.filename, '|', exc)
for text in ('x = 1', 'f() = 1', 'if x: pass', '', '1; 2'):
    try:
        eval(text)
    except SyntaxError as exc:
        print(exc.msg)
try:
    exec('if True:\npass')
except IndentationError as exc:
    print(exc)
made = SyntaxError('odd', ('file.py', 3, 4, 'some text', 3, 6))
print(made, made.lineno, made.offset, made.text, made.end_offset, made.args)
print(SyntaxError('plain'), SyntaxError('plain').lineno)
try:
    raise made
except SyntaxError:
    print(''.join(traceback.format_exception_only(made)), end='')
try:
    eval('1 / 0')
except ZeroDivisionError as exc:
    print(exc, eval(' 1 + 1  # two'), eval('[x for x in (1,\n2)]'))
print(__import__('math').sqrt(16), __import__('collections.abc', fromlist=['Mapping']).Mapping.__name__)
