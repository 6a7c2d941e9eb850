# Operators of classes derived from built-in ones, with each other and with plain ones; sequences are asked last
import operator
class L(list): pass
class T(tuple): pass
class S(str): pass
class B(bytes): pass
class D(dict): pass
class I(int): pass
class Se(set): pass
class F(float): pass
vals={'L':L([1]),'T':T([1]),'S':S('a'),'B':B(b'x'),'I':I(3),'Se':Se([1]),'l':[2],'t':(2,),'s':'b','b':b'y','i':2,'n':None}
for an,a in vals.items():
    for bn,b in vals.items():
        if an.lower()==an and bn.lower()==bn: continue
        for op in ('add', 'mul', 'iadd', 'imul'):
            x=vals[an]
            import copy
            x=copy.copy(x)
            try: r=getattr(operator,op)(x,b); print(an,op,bn,type(r).__name__,r)
            except Exception as e: print(an,op,bn,type(e).__name__,e)
x=L([1,2]); x*=2; print(x,type(x)); x+=(5,); print(x, type(x)); y=[1]; y*=3; print(y); y*=0; print(y)
t=(1,); t*=2; print(t); b=b'ab'; b*=2; print(b); s='a'; s*=3; print(s)
ba=bytearray(b'a'); ba*=3; print(ba); ba+=b'q'; print(ba); print(ba*2, 2*ba, ba+b'z', b'z'+ba)
print([1].__add__([2]),[1].__mul__(2),(1,).__rmul__(2), 'a'.__mul__(2), b'a'.__add__(b'b'))
for f in (lambda:[1].__add__(2), lambda:(1,).__add__([1])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
