# dataclasses: fields as text, documentation.
import dataclasses as D
@D.dataclass
class P:
    "doc"
    x: int
    y: list = D.field(default_factory=list, metadata={'a':1}, kw_only=True, repr=False)
@D.dataclass
class Q:
    x: int
    y: 'str' = 'a'
    z: list[int] = D.field(default_factory=list)
print(P.__doc__, Q.__doc__)
print(P.__dataclass_params__)
print([str(f).split('init')[1].replace(' ','') for f in D.fields(P) + D.fields(Q)])
