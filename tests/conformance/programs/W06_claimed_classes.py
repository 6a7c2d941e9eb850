# isinstance() asks an object's __class__ too.
class A: pass
class M:
    __class__ = A
print(isinstance(M(), A), isinstance(M(), int), isinstance(M(), M), M().__class__)
class P:
    @property
    def __class__(self): return A
p = P()
print(isinstance(p, A), isinstance(p, (int, A)), type(p) is P, p.__class__)
class G:
    def __getattribute__(self, n):
        if n == '__class__': return int
        return object.__getattribute__(self, n)
print(isinstance(G(), int), isinstance(G(), str), isinstance(G(), G))
