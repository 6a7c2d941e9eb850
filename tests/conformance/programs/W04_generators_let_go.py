# A generator that only the call of next() had ends before its result is used.
def gen(n):
    try: yield 1
    finally: print("fin", n)
print(next(gen("temp")))
print("temp gone")
def gen(n):
    try: yield 1
    finally: print("fin", n)
x = next(gen("temp"))
print("temp gone")
