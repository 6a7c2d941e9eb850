# decimal: arithmetic, rounding, contexts, errors.
from decimal import *
D=Decimal
print(D('1.10')+D('2.2'), D('1')/D('3'), D(1)/3, D('0.1')*3, D('2')**10, D('2').sqrt(), D('10')//3, D('10')%3, D('-10')//3, D('-10')%3, divmod(D(10),D(3)))
print(repr(D('1.50')), str(D('1E+5')), D('1e-10'), D('0.000001'), D('0.0000001'), D(0), D('-0'), D('NaN'), D('Infinity'), D(1.1), D('1_000.5'))
print(D('2.675').quantize(D('0.01')), D('2.665').quantize(D('0.01')), D('2.5').quantize(D('1')), D('2.675').quantize(D('0.01'),rounding=ROUND_HALF_UP), D('2.671').quantize(D('.01'), ROUND_UP), D('-2.679').quantize(D('.01'),ROUND_DOWN))
getcontext().prec=6; print(D(1)/7, getcontext().prec, D('123456789')+1, +D('1.23456789'))
import copy
getcontext().prec = 28
for bad in (lambda: D('x'), lambda: D(1)/0, lambda: D(0)/0, lambda: D('1e400000')*D('1e700000'), lambda: D('NaN') < 1, lambda: D('1').quantize(D('1E-40')), lambda: D([1]), lambda: D(None), lambda: D(-1).sqrt(), lambda: D(1)//0, lambda: D(1)%0, lambda: int(D('Infinity')), lambda: f'{D(1):x}', lambda: setattr(getcontext(), 'prec', 0), lambda: setattr(getcontext(), 'rounding', 'x')):
    try: print(bad())
    except Exception as e: print(type(e), e, isinstance(e, ArithmeticError))
with localcontext() as c:
    c.prec = 3
    print(D(2)/3)
with localcontext(prec=5): print(D(2)/3)
print(D(2)/3, D('NaN') == D('NaN'), D('Infinity') > 10**100, D('1.0') == 1, D('0.5') == 0.5, {D('1.0'): 'a'}[1], hash(D('0.5')) == hash(0.5))
print(sum([D('0.1')] * 10), max(D(1), D('2.5')), sorted([D(3), D('1.5'), 2]), D('3.7').__floor__(), round(D('2.5')), round(D('3.14159'), 2), D((1, (1, 2, 3), -2)), copy.deepcopy(D(3)))
print(D('1234567.891').quantize(D('1.'), rounding=ROUND_HALF_EVEN), f"{D('1234567.891'):,.2f}", f"{D('0.5'):%}", '%s' % D('1.10'), '%.3f' % D('1.5'), str(D('1E+3')), D('1E+3').normalize(), D('120').normalize(), float(D('0.1')), D.from_float(0.25))
import asyncio
async def a(p):
    getcontext().prec = p
    await asyncio.sleep(0)
    return D(1) / 3
async def main(): print(await asyncio.gather(a(2), a(5)), D(1) / 3)
asyncio.run(main())
