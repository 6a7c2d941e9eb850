# decimal at random: many operations, as one number.
from decimal import *
import random
D = Decimal
random.seed(3)
def rnd():
    k = random.random()
    n = random.randrange(10 ** random.randrange(1, 32))
    s = str(n); 
    if k < .6: p = random.randrange(0, len(s)+1); s = s[:p] + '.' + s[p:]
    if k > .85: s += f'E{random.randrange(-20, 20)}'
    return D(random.choice(['', '-']) + s)
ops = ['a+b','a-b','a*b','a/b','a//b','a%b','divmod(a,b)','a<b','a==b','-a','+a','abs(a)','a.quantize(D("0.01"))','a.quantize(D("1"))','a.quantize(D("1E2"))','a.normalize()','a.to_integral_value()','round(a)','round(a,3)','int(a)','float(a)','hash(a)','str(a)','repr(a)','a.as_tuple()','a.adjusted()','abs(a).sqrt()','a**2','a**3','a**-1','a**0','f"{a:.2f}"','f"{a:,.3f}"','f"{a:>30}"','f"{a:e}"','f"{a:.3e}"','f"{a:g}"','f"{a:.4g}"','f"{a:.1%}"','f"{a:020.2f}"','f"{a:+}"','f"{a:<20,}|"','f"{a:^30.1f}|"','a.max(b)','a.min(b)','a.compare(b)','a.as_integer_ratio()','a+3','3-a','a*2','7/a','bool(a)','a==1','a<0.5','a.copy_sign(b)','a.scaleb(3)','a.fma(b,1)','format(a)','f"{a:012,.1f}"']
total = 0
import sys
out = []
for i in range(900):
    getcontext().prec = random.choice([3, 6, 9, 28, 28])
    getcontext().rounding = random.choice([ROUND_HALF_EVEN]*3 + [ROUND_HALF_UP, ROUND_DOWN, ROUND_UP, ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_DOWN, ROUND_05UP])
    a, b = rnd(), rnd()
    op = random.choice(ops)
    try: r = repr(eval(op))
    except Exception as e: r = type(e).__name__ + str(e)
    for c in r: total = (total * 31 + ord(c)) % 1000000007
    if i % 30 == 0: print(i, op, a, b, r, total)
