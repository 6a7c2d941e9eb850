# sqlmodel: pydantic's models that are SQLAlchemy's tables, too (table=True).

from pydantic import BaseModel as _BaseModel, FieldInfo as _FieldInfo, _MISSING, ConfigDict
from sqlalchemy import Column, Session, _Attribute, _Relation, _State, _classes, _Metadata, and_, asc, create_engine, delete, desc, func, not_, \
    or_, relationship as _relationship, select, text, update
from typing import get_args as _get_args
from types import NoneType as _NoneType


def Field(default=_MISSING, *, default_factory=None, primary_key=False, foreign_key=None, unique=False, nullable=None, index=None,
          sa_column=None, sa_type=None, sa_column_args=None, sa_column_kwargs=None, ondelete=None, **options):
    if sa_column is not None:
        from asyncio import _refuse
        _refuse('sqlmodel: Field with sa_column')
    made = _FieldInfo(default, default_factory, **options)
    made.sql = {'primary_key': primary_key, 'foreign_key': foreign_key, 'unique': unique, 'nullable': nullable}
    return made


def Relationship(*, back_populates=None, link_model=None, sa_relationship_kwargs=None, cascade_delete=False, **options):
    if link_model is not None:
        from asyncio import _refuse
        _refuse('sqlmodel: Relationship with link_model')
    return _relationship(back_populates=back_populates)


def col(column):
    return column


class _Meta(type(_BaseModel)):
    def __new__(mcls, name, bases, space, table=False, **config):
        relations = {k: v for k, v in space.items() if isinstance(v, _Relation)}
        annotations = dict(space.get('__annotations__', {}))
        kinds = {k: annotations.pop(k, None) for k in relations}
        space['__annotations__'] = annotations
        cls = super().__new__(mcls, name, bases, space, **config)
        if not table:
            return cls
        if '__tablename__' not in space:
            cls.__tablename__ = name.lower()
        columns = {}
        for field, info in cls.__pydantic_fields__.items():
            sql = getattr(info, 'sql', {})
            default = None if info.default is _MISSING else info.default
            column = Column(primary_key=sql.get('primary_key', False), unique=sql.get('unique', False), default=default,
                            default_factory=info.default_factory, foreign_key=sql.get('foreign_key'))
            made = columns[field] = _Attribute(column, cls, field)
            nullable = sql.get('nullable')
            made.optional = nullable if nullable is not None else _NoneType in _get_args(info.annotation) or default is None and not info.is_required()
        cls.__columns__ = columns
        for field, made in columns.items():
            type.__setattr__(cls, field, made)
        for field, relation in relations.items():
            relation.bind(cls, field, kinds[field])
        cls.__relations__ = list(relations)
        _classes[name] = cls
        return cls


class SQLModel(_BaseModel, metaclass=_Meta):
    metadata = _Metadata()

    def __new__(cls, *args, **values):
        made = object.__new__(cls)
        if '__columns__' in cls.__dict__:
            made.__dict__['_sa_instance_state'] = _State()
            for name, value in (('__pydantic_fields_set__', set()), ('__pydantic_extra__', None), ('__pydantic_private__', None)):
                object.__setattr__(made, name, value)
        return made

    def __init__(self, /, **values):
        cls = type(self)
        if '__columns__' not in cls.__dict__:
            super().__init__(**values)
            return
        # A table's rows are not checked when they are made.
        fields = cls.__pydantic_fields__
        self.__dict__.update({n: values[n] for n in fields if n in values})
        self.__dict__.update({n: None if i.is_required() else i.get_default() for n, i in fields.items() if n not in values})
        self.__pydantic_fields_set__.update(values)
        for name in cls.__relations__:
            if name in values:
                getattr(cls, name).__set__(self, values[name])

    def _fields_of(self):
        return [(n, v) for n, v in self.__dict__.items() if n in type(self).__pydantic_fields__] if '__columns__' in type(self).__dict__ else \
            super()._fields_of()

    def __setattr__(self, name, value):
        found = getattr(type(self), name, None)
        if isinstance(found, (_Attribute, _Relation)):
            found.__set__(self, value)
            self.__pydantic_fields_set__.add(name)
        else:
            super().__setattr__(name, value)

    @classmethod
    def model_validate(cls, obj, *, update=None, **options):
        if isinstance(obj, _BaseModel):
            obj = {n: getattr(obj, n) for n in type(obj).__pydantic_fields__}
        elif not isinstance(obj, dict):
            obj = {n: getattr(obj, n) for n in cls.__pydantic_fields__ if hasattr(obj, n)}
        obj = {**obj, **(update or {})}
        if '__columns__' not in cls.__dict__:
            return super().model_validate({k: v for k, v in obj.items() if k in cls.__pydantic_fields__}, **options)
        made = cls.__new__(cls)
        return cls._fill(made, {k: v for k, v in obj.items() if k in cls.__pydantic_fields__})

    def sqlmodel_update(self, obj, *, update=None):
        values = obj if isinstance(obj, dict) else {n: getattr(obj, n) for n in type(obj).__pydantic_fields__}
        for name, value in {**values, **(update or {})}.items():
            if name in type(self).__pydantic_fields__:
                setattr(self, name, value)
        return self
