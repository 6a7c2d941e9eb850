# fractions: from text and numbers, arithmetic, errors; kinds of numbers.
from fractions import Fraction as F
import random, math, numbers
from decimal import Decimal
for s in ('3', '-3/4', ' 1.25 ', '1e-3', '+.5', '5.', '1_000/3', '1E2', '-0.125', 'x', '1/0', '1/ 2', '', '1//2', '1.5/2', '.', 'e5', '1e', '1__0', '--1', '1/-2', 'inf'):
    try: print(s, repr(F(s)))
    except Exception as e: print(s, type(e).__name__, e)
print(F(0.1), F(0.25), F(Decimal('1.1')), F(6, 4), F(F(1, 2), F(3, 4)), F(-6, -4), F(3, -9), F(), F(True))
for a in ((1, 0), (1.5, 2), ('1', 2), ([],), (float('nan'),), (float('inf'),)):
    try: print(F(*a))
    except Exception as e: print(type(e).__name__, e)
random.seed(4)
ops = ['a+b','a-b','a*b','a/b','a//b','a%b','divmod(a,b)','a<b','a<=b','a==b','-a','abs(a)','+a','a**3','a**-2','a**0','2**a','a**b if abs(b)<3 and a>0 else 0','int(a)','float(a)','math.floor(a)','math.ceil(a)','round(a)','round(a,2)','round(a,-1)','hash(a)','str(a)','a.limit_denominator(10)','a.limit_denominator(1)','a+1','1-a','a*2','3/a','a+0.5','0.5*a','a/2.0','a<0.3','a==0.5','1+2j+a','7//a','7%a','7.5%a','a.as_integer_ratio()','a.is_integer()','bool(a)','math.trunc(a)','a==F(1,3)','sum([a,b,a])','max(a,b)','hash(a)==hash(float(a))']
total = 0
for i in range(900):
    a, b = [F(random.randrange(-50, 50), random.randrange(1, 30)) for _ in 'ab']
    op = random.choice(ops)
    try: r = repr(eval(op))
    except Exception as e: r = type(e).__name__ + str(e)
    for c in r: total = (total * 31 + ord(c)) % 1000000007
    if i % 40 == 0: print(i, op, a, b, r, total)
print(total, F('3.1415926535').limit_denominator(100), F(1, 3) == 1/3, {F(1, 2): 'x'}[0.5], sorted([F(1, 2), 0.3, 1]))
for bad in (lambda: F(1) + 'a', lambda: F(1) < 'a', lambda: F(1) / 0, lambda: F(1) // 0, lambda: F(1) % 0, lambda: F(0) ** -1, lambda: F(1, 3).limit_denominator(0), lambda: setattr(F(1), 'numerator', 3)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print([[isinstance(x, k) for k in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)] for x in (1, True, 1.5, 2j, F(1, 2), 'a')])
