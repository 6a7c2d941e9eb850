# What is said of errors inside starred arguments, and of missing commas behind parentheses and behind else.
TEXTS = """f(*(a b))
f(*g(a b))
f(*g(x)(a b))
f(*(x, g(a b)))
f(*[a for b c])
f(*(1 + ))
f(*(lambda x: (y z)))
f(*(a = b))
f(*(x for))
f(*(a, b=1))
f(*{a: b c})
g(f(*(a b)))
[f(*(a b))]
f(*a[b c])
f(*(a if b))
f(*(a if b c))
f(*not (a b))
f(*-(a b))
f(*x + (a b))
f(*(a b) + c)
f(*(print a))
f(*(yield a b))
f(*(a) b)
f(**(a b), *c)
f(x=1, *(a b))
x = *(a b),
[*(a b)]
class A(*(a b)): pass
f(*list(map(lambda x: 1, [(-2)j])))
x = (a if b else c d)
x = (a if b else (c) d)
x = (a if b else 3 + c d)
x = (a if b else 3 (c)j)
x = (a if b else (-7)j)
x = (a if b else f(x) d)
x = (a if b else 3 d)
f(x for x in a b)
f(x for x in (a) b)
f(x for x in a if (c) d)
f((2)j)
(2)j
x = [a, (b) c, d]
x = {(b) c: d}
x = {a: (b) c}
f((x)(y) z)
f((yield) z)
f((a:=b) z)
f(lambda: (x) y)
f((x) "s")
f((x) not y)
[*[x for x in l if True else 4]]
f([*[a else]])
{*(a else)}
(*(a else),)
print([1, *(a else)])
f([*(a b)])"""
for text in TEXTS.splitlines():
    try:
        compile(text, 'text', 'exec')
    except SyntaxError as error:
        print(text, '--', error.msg, error.lineno, error.offset)
    else:
        print(text, '-- is Python')
