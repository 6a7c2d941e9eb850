from typing import Optional
from sqlalchemy import create_engine, select, func, ForeignKey, String, Integer, Column, update, delete, insert, or_, and_, desc, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, Session, sessionmaker, selectinload
from sqlalchemy.exc import NoResultFound, MultipleResultsFound, IntegrityError, InvalidRequestError
class Base(DeclarativeBase): pass
class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    age: Mapped[Optional[int]]
    email: Mapped[str | None] = mapped_column(unique=True, default=None)
    orders: Mapped[list["Order"]] = relationship(back_populates="user")
    def __repr__(self): return f"User({self.id}, {self.name}, {self.age})"
class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    total: Mapped[float] = mapped_column(default=1.5)
    user: Mapped["User"] = relationship(back_populates="orders")
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
S = sessionmaker(bind=engine)
with Session(engine) as s:
    s.add_all([User(name=n, age=a) for n, a in (("Ann", 30), ("Bob", 20), ("Cy", None), ("Di", 40))])
    u = User(name="Eve", age=50, orders=[Order(total=5), Order()]); s.add(u)
    print(u.id); s.flush(); print(u.id, u.orders[0].id, u.orders[1].total, u.orders[0].user_id)
    s.commit(); print(u.name, u.age)
with S() as s:
    print(s.execute(select(User).where(User.id == 2)).scalar_one_or_none(), s.execute(select(User).where(User.id == 99)).scalar_one_or_none())
    print(s.scalars(select(User).order_by(User.age.desc()).limit(2)).all(), s.scalars(select(User).where(User.age > 25).order_by(User.name)).all())
    print(s.scalars(select(User).where(User.name.in_(["Ann", "Di"]), User.age < 35)).all(), s.scalars(select(User).where(or_(User.name == "Bob", User.age == 40)).order_by(desc(User.id))).all())
    print(s.scalars(select(User).where(User.age.is_(None))).first(), s.scalars(select(User).where(User.name.like("%i%"))).all(), s.scalars(select(User).filter_by(name="Bob")).one())
    print(s.execute(select(User.id, User.name).order_by(User.id)).all(), s.execute(select(User.name).where(User.id == 1)).scalar())
    print(s.scalar(select(func.count()).select_from(User)), s.scalar(select(func.count(User.age))), s.execute(select(func.sum(User.age), func.max(User.name))).one())
    for row in s.execute(select(User.name, User.age).where(User.id < 3)): print(row, row.name, row[1], row._mapping["age"])
    print(s.execute(select(User, Order).join(Order, Order.user_id == User.id)).all()[0][0], len(s.execute(select(User).join(User.orders)).all()), s.scalars(select(Order).join(Order.user).where(User.name == "Eve")).all()[0].total)
    print(s.get(User, 1), s.get(User, 77), s.get(User, 1) is s.get(User, 1))
    e = s.get(User, 5); print([o.total for o in e.orders], e.orders[0].user is e)
    print(s.query(User).filter(User.age >= 30).order_by(User.id).all(), s.query(User).filter_by(name="Cy").first(), s.query(User).count(), s.query(User.name).first())
    for q in (select(User).where(User.id == 0), select(User)):
        try: s.scalars(q).one()
        except (NoResultFound, MultipleResultsFound) as x: print(type(x).__name__, x)
    b = s.get(User, 2); b.age = 21; s.commit(); print(b.age)
    s.execute(update(User).where(User.name == "Cy").values(age=1)); s.execute(delete(User).where(User.name == "Di")); r = s.execute(insert(User).values(name="New", age=9)); s.commit()
    print(s.scalars(select(User).order_by(User.id)).all())
    s.delete(s.get(User, 1)); s.commit(); print([u.name for u in s.scalars(select(User)).all()])
    s.add(User(name="Rolled")); s.flush(); print(s.scalar(select(func.count()).select_from(User))); s.rollback(); print(s.scalar(select(func.count()).select_from(User)))
    s.add(User(name="E1", email="a@b")); s.commit()
    s.add(User(name="E2", email="a@b"))
    try: s.commit()
    except IntegrityError as x: print("IntegrityError"); s.rollback()
    s.add(User(age=3))
    try: s.commit()
    except IntegrityError as x: print("IntegrityError2"); s.rollback()
    o = s.get(Order, 1); print(o.user.name, o in s, s.dirty, s.new)
    print(s.execute(text("select 1")).scalar())
with S() as s:
    s.add(User(name="notcommitted"))
with S() as s: print(s.scalars(select(User).where(User.name == "notcommitted")).first())
with S.begin() as s: s.add(User(name="begin"))
with S() as s, s.begin(): x = s.scalars(select(User).where(User.name == "begin")).first(); print(x)
try: print(x.name)
except Exception as e: print(type(e).__name__, str(e)[:14], str(e)[-80:])
with S() as s: u = s.get(User, 2); u2 = s.scalars(select(User).options(selectinload(User.orders)).where(User.id == 5)).one()
print(u.name, len(u2.orders))
try: u.orders
except Exception as e: print(type(e).__name__, str(e)[-120:])
try: User(zzz=1)
except TypeError as e: print(e)
try: bool(User.id == 1 and User.name == "x")
except TypeError as e: print(e)
