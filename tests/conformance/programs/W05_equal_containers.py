# Containers of objects with an __eq__ of their own, also in subclasses.
import collections
class E:
    def __eq__(self,o): return True
class T(tuple): pass
class L(list): pass
class D(dict): pass
print(T([E()])==T([5]), T([E()])==(5,), (5,)==T([E()]), L([E()])==[5], D(a=E())=={'a':5}, {'a':5}==D(a=E()), T([1,E()])<T([1,5]), L([E()])!=L([4]))
O=collections.OrderedDict
print(T([O(a=1)])==T([{'a':1}]), O(a=1)=={'a':1})
class F:
    def __lt__(self,o): return True
    def __eq__(self,o): return False
print(T([1,F()])<T([1,5]), T([5]) > T([F()]))
print([E()]==[4], {1:E()}=={1:4})
