# array.array.
from array import array
import copy
a = array('i', [1, 2, 3])
a.append(4); a.extend([5, 6]); print(a, len(a), a[0], a[-1], a[1:3], a.typecode, a.itemsize)
print(a.tolist(), sum(a), 3 in a, a.index(3), a.count(2), a.pop(), a)
a[0] = 10; a.insert(1, 7); a.remove(7); a.reverse(); print(a, a * 2, a + array('i', [1]))
for bad in (lambda: a.append('x'), lambda: a.append(2**40), lambda: array('b', [200]), lambda: a + [1], lambda: array('z'), lambda: a[50], lambda: array('i', 'ab'), lambda: a.remove(99), lambda: array('i').pop()):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
d = array('d', [1, 2.5]); print(d, d == array('d', [1.0, 2.5]), array('d'), array('q', range(3)), array('B', b'abc'), array('h', b'\x01\x00\x02\x00'))
print(array('i', [1, 2]).tobytes(), bytes(array('B', [65, 66])), copy.copy(a) == a, array('i', [1, 2]) < array('i', [1, 3]))
b = array('H'); b.frombytes(b'\x01\x02'); print(b); b.byteswap(); print(b)
print([x for x in a], list(map(str, a)), max(a), sorted(a), a[::-1]); del a[0]; print(a)
a[1:2] = array('i', [8, 9]); print(a, isinstance(a, array), type(a))
