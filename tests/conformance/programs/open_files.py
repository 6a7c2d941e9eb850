import io
with open("/tmp/zz.txt", "w") as f:
    print(f.write("a\nb\nä\n"), f)
print(repr(open("/tmp/zz.txt").read()), open("/tmp/zz.txt", "rb").read(), open("/tmp/zz.txt", encoding="utf-8").readlines())
with open("/tmp/zz.txt", "a") as f: f.writelines(["x", "y\n"])
for line in open("/tmp/zz.txt"): print(repr(line.strip()))
with open("/tmp/zz.txt") as f:
    print(f.readline(), f.read(1), f.tell(), f.read(), repr(f.read()), f.seek(0), f.read(2), f.closed, f.name, f.mode)
print(f.closed)
for c in (lambda: open("/tmp/nope.txt"), lambda: f.read(), lambda: open("/tmp/zz.txt").write("x"), lambda: open("/tmp/zz.txt", "w").read(), lambda: open("/tmp/x", "q"), lambda: open("/tmp/x", "rw"), lambda: open("/tmp/x", ""), lambda: open("/tmp/zz.txt", "x"), lambda: open("/tmp/zz.txt", "rbt"), lambda: open("/nodir/x", "w"), lambda: open(None), lambda: open("/tmp/zz.txt", "w").write(b"x"), lambda: open("/tmp/zz.txt", "wb").write("x"), lambda: open("/tmp"), lambda: open("/tmp/zz.txt", 3)):
    try: print(c())
    except Exception as e: print(type(e).__name__, e, getattr(e, "errno", None), getattr(e, "filename", None))
with open("/tmp/zz.bin", "wb") as f: print(f, f.write(b"\x00\x01\x02"), f.tell())
with open("/tmp/zz.bin", "rb+") as f: print(f, f.read(1), f.seek(1), f.write(b"Z"), f.seek(0), f.read(), f.seek(-1, 2), f.read())
with open("/tmp/zz.txt", "w+") as f: f.write("hello"); f.seek(0); print(f.read(), f.truncate(2)); f.seek(0); print(f.read())
import json
with open("/tmp/zz.json", "w") as f: json.dump({"a": [1]}, f)
with open("/tmp/zz.json") as f: print(json.load(f))
print("done", file=open("/tmp/zz.txt", "w")); print(open("/tmp/zz.txt").read())
f = open("/tmp/zz.txt"); a, *b = f; print(a, b); f.close(); f.close()
open("/tmp/missing_one.txt")
