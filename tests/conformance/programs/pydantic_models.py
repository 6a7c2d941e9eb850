from datetime import datetime, date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Optional, Union, Generic, TypeVar
from uuid import UUID
import json
from pydantic import (BaseModel, Field, ValidationError, field_validator, model_validator, ConfigDict, computed_field, field_serializer,
  PositiveInt, RootModel, TypeAdapter, AfterValidator, BeforeValidator, PrivateAttr, SecretStr, constr, conint, StringConstraints, HttpUrl, create_model)
class Kind(str, Enum):
    a = "a"; b = "b"
class Addr(BaseModel):
    street: str
    zip: str = Field(pattern=r"^\d{5}$")
class User(BaseModel):
    id: int
    name: str = "John"
    signup: datetime | None = None
    friends: list[int] = []
    addr: Addr | None = None
    kind: Kind = Kind.a
u = User(id="123", signup="2024-06-01 12:22", friends=[1, "2", b"3"])
print(u); print(repr(u)); print(u.model_dump()); print(u.model_dump_json()); print(sorted(u.model_fields_set), u.__dict__, dict(u))
for bad in ({}, {"id": "x", "friends": ["a", 2, None]}, {"id": 1, "addr": {"street": 5, "zip": "1"}}, {"id": 1.5, "kind": "c", "signup": "nope"}, {"id": None, "name": None, "friends": "abc"}, {"id": True, "friends": (1,2)}, {"id": "12345678901234567890123456789012345678901234567890123x"}):
    try: print(repr(User(**bad)))
    except ValidationError as e: print(e); print(e.errors()); print(e.error_count(), e.title)
try: User.model_validate([1])
except ValidationError as e: print(e)
try: User.model_validate_json('{"id": 1, }')
except ValidationError as e: print(e)
print(User.model_validate_json('{"id": 1, "addr": {"street": "s", "zip": "12345"}}'))
class V(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, validate_assignment=True)
    name: str = Field(min_length=2, max_length=5)
    age: Annotated[int, Field(ge=0, le=150)] = 3
    pw1: str = "x"; pw2: str = "x"
    @field_validator("name")
    @classmethod
    def up(cls, v: str) -> str:
        if v == "bad": raise ValueError("must not be bad")
        assert v != "worse", "worse still"
        return v.title()
    @field_validator("age", mode="before")
    @classmethod
    def pre(cls, v): return 42 if v == "answer" else v
    @model_validator(mode="after")
    def same(self):
        if self.pw1 != self.pw2: raise ValueError("passwords do not match")
        return self
    @model_validator(mode="before")
    @classmethod
    def before(cls, data: Any):
        if isinstance(data, dict) and "n" in data: data = {**data, "name": data["n"]}; del data["n"]
        return data
print(V(name="  bob "), V(n="al", age="answer"))
for bad in ({"name": "bad"}, {"name": "worse"}, {"name": "x", "age": -1}, {"name": "abcdefg", "z": 1}, {"name": "bob", "pw1": "y"}, {"name": "bob", "age": 200}):
    try: V(**bad)
    except ValidationError as e: print(e); print(e.json() if "ctx" not in e.errors()[0] or 1 else 0)
v = V(name="bob")
try: v.age = "x"
except ValidationError as e: print(e)
v.age = "7"; print(v.age)
try: v.nope = 1
except Exception as e: print(type(e), e)
class F(BaseModel):
    model_config = ConfigDict(frozen=True)
    x: int
f = F(x=1)
try: f.x = 2
except ValidationError as e: print(e)
print(hash(f) == hash(F(x=1)), f == F(x=1), {f: 1}[F(x=1)])
try: u.zzz = 1
except ValueError as e: print(e)
try: u.zzz
except AttributeError as e: print(e)
class A(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    first_name: str = Field(alias="firstName")
    other: int = Field(1, serialization_alias="OTHER", validation_alias="oth")
print(A(firstName="a"), A(first_name="b", oth=3), A(firstName="a").model_dump(by_alias=True), A(firstName="a").model_dump())
try: A()
except ValidationError as e: print(e)
class C(BaseModel):
    w: float; h: float
    secret: SecretStr = SecretStr("pw")
    when: datetime = datetime(2024, 1, 2, 3, 4, 5)
    _p: int = PrivateAttr(default=5)
    @computed_field
    @property
    def area(self) -> float: return self.w * self.h
    @field_serializer("when")
    def ser(self, v, _info=None): return v.isoformat()
c = C(w=2, h=3); print(c, c.model_dump(), c.model_dump_json(), c._p); c._p = 6; print(c._p)
print(c.model_dump(include={"w"}), c.model_dump(exclude={"w", "secret"}), User(id=1).model_dump(exclude_unset=True), User(id=1, name="John").model_dump(exclude_defaults=True), User(id=1).model_dump(exclude_none=True))
print(u.model_copy(update={"id": 9}), u.model_copy(deep=True) == u, u != User(id=1))
print(User.model_construct(id="notint"))
print(list(User.model_fields), User.model_fields["id"].is_required(), User.model_fields["name"].default)
class Tree(BaseModel):
    v: int
    kids: list["Tree"] = []
print(Tree(v=1, kids=[{"v": 2, "kids": [{"v": 3}]}]))
try: Tree(v=1, kids=[{"v": 2, "kids": [{"v": "q"}]}])
except ValidationError as e: print(e)
T = TypeVar("T")
class Page(BaseModel, Generic[T]):
    items: list[T]; total: int
print(Page[int](items=["1"], total=1), Page[User](items=[{"id": 1}], total=2))
try: Page[int](items=["x"], total=1)
except ValidationError as e: print(e)
R = RootModel[list[int]]
print(R([1, "2"]), R([1]).root, R([1]).model_dump(), R.model_validate(["3"]))
ta = TypeAdapter(list[User]); print(ta.validate_python([{"id": 1}]), ta.dump_python([User(id=1)]), ta.dump_json([User(id=1)]))
try: ta.validate_python([{"id": "z"}])
except ValidationError as e: print(e)
try: TypeAdapter(int).validate_python("x")
except ValidationError as e: print(e)
Even = Annotated[int, AfterValidator(lambda v: v if v % 2 == 0 else (_ for _ in ()).throw(ValueError("odd")))]
class M(BaseModel):
    e: Even = 2
    l: Annotated[list[int], Field(min_length=1, max_length=2)] = [1]
    s: constr(to_upper=True) = "X"
    n: conint(gt=3) = 4
    p: PositiveInt = 1
    lit: Literal["x", 1] = "x"
    un: int | str = 1
    un2: Union[str, int, float] = 1
    t: tuple[int, str] = (1, "a")
    t2: tuple[int, ...] = ()
    d: dict[str, int] = {}
    st: set[int] = set()
    dec: Decimal = Decimal("1.0")
    td: timedelta = timedelta(seconds=5)
    da: date = date(2024, 1, 1)
    by: bytes = b"x"
    any: Any = None
    uid: UUID | None = None
    url: HttpUrl | None = None
print(M(e="4", s="abc", n="5", un="3", un2="3", t=["2", "b"], t2=["1"], d={"a": "1"}, st=[1, 1], dec="2.50", td="PT1M", da="2024-02-03", by="q", lit=1, uid="12345678123456781234567812345678", url="http://Ex.com/a"))
print(M().model_dump_json(), M().model_dump(mode="json"))
for k, b in dict(e=3, l=[], s=1, n=3, p=0, lit=2, un=[], un2=None, t=[1], t2=["x"], d={"a": "x"}, st="ab", dec="x", td="zz", da="2024-13-01", by=5, uid="x", url="x").items():
    try: M(**{k: b}); print("ok", k)
    except ValidationError as e: print(e)
try: M(l=[1, 2, 3], t=[1, "a", 3])
except ValidationError as e: print(e)
Dyn = create_model("Dyn", a=(int, ...), b=(str, "x")); print(Dyn(a="1"))
class Child(User):
    extra_field: bool = Field(default=False, description="d")
    tags: list[str] = Field(default_factory=list)
print(Child(id=1, extra_field="yes")); 
class P(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int; name: str
class Orm:
    def __init__(self): self.id = 1; self.name = "n"
print(P.model_validate(Orm()))
try: P.model_validate(3)
except ValidationError as e: print(e)
class X(BaseModel):
    model_config = {"extra": "allow"}
    a: int
x = X(a=1, b=2); print(x, x.b, x.model_extra, x.model_dump())
