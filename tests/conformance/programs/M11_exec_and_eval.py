ns = {"x": 3}
exec("y = x + 1\ndef f(a): return a + y", ns)
print(ns["y"], ns["f"](10), eval("1 + 2 * x", {"x": 5}), eval("[i for i in range(3)]"))
z = 7
print(eval("z + 1"))
exec("w = z * 2")
print(w)
def g():
    q = 4
    exec("q = 5; new = 1")
    return q, eval("q + z")
print(g())
for bad in ("x = = 1", "def f(:", "return 5", "await x"):
    try: exec(bad)
    except SyntaxError as e: print("SyntaxError", e)
code = compile("a + b", "<expr>", "eval"); print(eval(code, {"a": 1, "b": 2}))
try: exec("1/0")
except ZeroDivisionError as e: print("zde")
try: eval("undefined_name")
except NameError as e: print(e)
l = {}; exec("class A:\n    v = 1\nb = A().v", {}, l); print(sorted(l), l["b"])
