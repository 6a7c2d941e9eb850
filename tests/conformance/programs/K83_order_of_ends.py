class A:
    def __del__(self):
        print("deleted", self.n)
    def __init__(self, n):
        self.n = n
def scope():
    a = A(1)
    b = A(2)
    c = A(3)
    print("leaving")
scope()
print("next")
def scope2():
    a = A(1)
    b = A(2)
    return 5
scope2()
def scope3():
    try:
        c = A(1)
        d = A(2)
    finally:
        e = A(3)
scope3()
class B:
    def __init__(self): self.x = A("x"); self.y = A("y")
    def __del__(self): print("B")
def s4():
    b = B()
s4()
l=[A(7),A(8)]
l.clear()
l=[A(7),A(8)]
del l
d={1:A(1),2:A(2)}
d=None
t=(A(5),A(6))
t=0
