# Sequences: adding and repeating, whose errors, and who is asked first.
class T(tuple): pass
for f in [lambda: T()+3, lambda: T()+[], lambda: ()+T().__add__(3), lambda: T()*'a', lambda: 'a'*T(), lambda: T()*1.5, lambda: [].__add__(3), lambda: [].__rmul__(2), lambda: [1].__mul__(True), lambda: (1,).__rmul__(3), lambda: list.__add__([1],[2]), lambda: b'a'.__add__(b'b'), lambda: b'a'+bytearray(b'c'), lambda: [1].__imul__(2), lambda: T((1,))*2.0, lambda: [1]*T()]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class L(list): pass
x=L([1]); x+=[2]; print(x, type(x)); x*=2; print(x, type(x))
y=T((1,)); y+=(2,); print(y,type(y)); y*=2; print(y)
import operator
print(operator.add((1,),(2,)), operator.concat([1],[2]), operator.mul([1],2))
class R:
    def __radd__(self, o): return 'r'
    def __rmul__(self, o): return 'rm'
print((1,)+R(), [1]+R(), [1]*R(), T()+R(), 'a'+R())
class T2(tuple):
    def __add__(self, o): return 'add'
    def __radd__(self,o): return 'radd'
print(T2()+(1,), (1,)+T2())
