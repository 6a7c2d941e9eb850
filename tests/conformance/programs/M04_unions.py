print(int | str, int | None, list[int] | None, (int|str) | float, int | int)
print(isinstance(3, int | str), isinstance(3.0, int | str), isinstance(None, int | None))
print(int | str == str | int, type(int|str), issubclass(bool, int|str))
try: isinstance(3, list[int] | int)
except TypeError as e: print(e)
try: 3 | int
except TypeError as e: print(e)
class A: pass
print(A | None, (A | None).__args__)
def f(x: int | None = None) -> A | None: ...
print(f.__annotations__)
