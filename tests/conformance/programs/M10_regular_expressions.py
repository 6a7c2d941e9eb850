import re
print(re.findall('a*', 'baac'), re.findall(r'x*|a', 'a'), re.sub('x*', '-', 'abxd'), re.split(r'(\W+)', 'Words, words, w.'), re.split('x*', 'axbc'), re.sub(r'\b', '|', 'ab cd'))
m = re.match(r'(?P<y>\d{4})-(?P<m>\d\d)(-(\d+))?', '2024-05 x')
print(m, m.groups(), m.groupdict(), m.span('m'), m.lastindex, m.lastgroup, m[1], m['y'], m.end(), m.start(3))
print(re.search(r'(a+)+b', 'aaab').group(), re.search(r'(?i)HELLO', 'say hello'), re.findall(r'(\w)(\d)?', 'a1b'), re.fullmatch(r'\d+', '123x'), re.sub(r'(\w+) (\w+)', r'\2 \1!', 'hello world'), re.sub('a', lambda m: m.group().upper(), 'banana', count=2), re.subn('a', 'b', 'aaa'))
print(re.compile(r'a.b', re.S | re.I), re.compile('x').flags, re.escape('a.b*c d-e'), re.findall(r'^\w+', 'a b\nc d', re.M), re.findall(r'(?<=\$)\d+', 'cost $5 or $10'), re.findall(r'\d+(?!\d|%)', '10% 20 30%'), re.findall(r'a{2,3}', 'aaaaaaa'), re.findall(r'a{2,3}?', 'aaaaaaa'))
for p in ['(', '[a', '*a', 'a**', '(?P<n>a)(?P<n>b)', '\\q', 'a{3,1}', '(?z)', ')', '(?P=x)', '\\2(a)', '[z-a]', '(?<=a+)b']:
    try: re.compile(p); print('ok', p)
    except re.error as e: print(p, '->', e)
print(re.findall(r'"([^"]*)"', 'say "hi" and "yo"'), [m.span() for m in re.finditer(r'\w+', 'ab cde')], re.match(r'(a)|(b)', 'b').groups('none'))
p = re.compile(r'''
  (\d+)  # number
  \s* ([a-z]+)''', re.X)
print(p.findall('12 abc 3d'), p.sub(r'<\g<2>\g<1>>', '12 abc'), re.match(r'(\w)\1', 'aa'), re.match(r'(?:ab)+', 'ababx').group(), re.search(r'[^\s,]+$', 'a, b c').group(), re.findall(r'[\w.+-]+@[\w-]+\.[\w.]+', 'x@y.com, a.b+c@d-e.org!'))
print(re.split(r'[;,]\s*', 'a; b,c', maxsplit=1), re.match('é\\w', 'éa'), bool(re.search('z', 'abc')), re.search('(?s).+', 'a\nb').group(), re.findall(r'\S+', ' a  b '), re.sub(r'(?P<a>x)', r'[\g<a>]', 'xx'), re.compile('a') == re.compile('a'))
