# A backslash with something behind it: an error well before it on the same line is told instead.
TEXTS = [
    'call(a b, \\d)', 'call(a b) + 3 \\d', 'x = 3 + \\d', 'for x in y \\d:\n    pass', 'x = {1: 2, 3 \\d', 'class A\\ :',
    'print "a" \\ ', 'x = (1\ny = 2 \\ ', '\\ x', 'else \\ x', 'x = a b \\d', 'x = 3 ) \\d', 'x = call(a b\\d', 'x = 3 def \\d',
    'x + 1 = 3 \\d', 'call() = 3 \\d', 'x = (3 = \\d', 'del call() \\d', 'if x:\n    y = 1 +) \\ \nz', 'x = "a" \\ #c',
]
for text in TEXTS:
    try:
        compile(text, 'text', 'exec')
    except SyntaxError as error:
        print(repr(text), error.msg, error.lineno, error.offset)
