# Descriptors, metaclasses and __init_subclass__ in a small framework.
class Field:
    def __init__(self, kind, *, default=None, check=None):
        self.kind, self.default, self.check = kind, default, check

    def __set_name__(self, owner, name):
        self.name = name
        owner.__dict__.get("fields") and owner.fields.append(name)

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name, self.default)

    def __set__(self, obj, value):
        try:
            value = self.kind(value)
        except (TypeError, ValueError) as e:
            raise TypeError(f"{type(obj).__name__}.{self.name}: {e}") from e
        if self.check and not self.check(value):
            raise ValueError(f"{self.name} refuses {value!r}")
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("reset", self.name)
        obj.__dict__.pop(self.name, None)


class ModelMeta(type):
    registry = {}

    @classmethod
    def __prepare__(mcls, name, bases, **options):
        return {"fields": [f for b in bases for f in getattr(b, "fields", [])] or ["id"]}

    def __new__(mcls, name, bases, namespace, table=None, **options):
        cls = super().__new__(mcls, name, bases, dict(namespace))
        cls.table = table or name.lower() + "s"
        mcls.registry[cls.table] = cls
        return cls

    def __init__(cls, name, bases, namespace, table=None, **options):
        super().__init__(name, bases, namespace)

    def __len__(cls):
        return len(cls.fields)

    def __contains__(cls, name):
        return name in cls.fields


class Model(metaclass=ModelMeta):
    id = Field(int, default=0)

    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__()
        print("new model", cls.__name__, kwargs)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{f}={getattr(self, f)!r}' for f in self.fields)})"


class User(Model, table="people"):
    name = Field(str)
    age = Field(int, default=18, check=lambda a: a >= 0)


class Admin(User):
    level = Field(float, default=1)


u = User(name="Ann", age="42")
print(u, u.__dict__, User.table, Admin.table)
print(len(Admin), "level" in Admin, "other" in Admin, list(ModelMeta.registry))
for name, value in (("age", -1), ("age", "x"), ("id", None)):
    try:
        setattr(u, name, value)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
del u.age
print(u.age, Admin(id=7, level="2.5"), type(User.name).__name__, isinstance(Admin, ModelMeta))
