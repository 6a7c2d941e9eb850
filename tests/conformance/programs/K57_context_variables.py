# Context variables follow tasks and callbacks.
import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")
depth = contextvars.ContextVar("depth")


def who(label):
    print(f"{label}: {user.get()} {depth.get(0)}")


async def request(name):
    user.set(name)
    await asyncio.sleep(0)
    who("after a step")
    token = depth.set(depth.get(0) + 1)
    await asyncio.create_task(child())
    depth.reset(token)
    who("after the child")
    return user.get()


async def child():
    who("child")
    user.set("changed by child")
    depth.set(99)


async def main():
    user.set("main")
    print(await asyncio.gather(request("ann"), request("bob")))
    who("main again")
    loop = asyncio.get_running_loop()
    context = contextvars.copy_context()
    context.run(user.set, "in context")
    loop.call_soon(who, "callback")
    loop.call_soon(who, "callback in context", context=context)
    await asyncio.sleep(0)
    await asyncio.create_task(child(), context=context)
    print(context[user], context[depth], user.get())
    print(await asyncio.to_thread(user.get))
    future = loop.create_future()
    future.add_done_callback(lambda f: who("done callback"))
    user.set("later")
    future.set_result(None)
    await asyncio.sleep(0)
    print(sorted(v.name for v in context), len(contextvars.copy_context()) >= 1, context.get(depth), depth in context)
    try:
        depth.get()
    except LookupError as e:
        print("no depth here")
    token = user.set("temporary")
    print(token.old_value, token.var is user)
    user.reset(token)
    try:
        user.reset(token)
    except RuntimeError as e:
        print("once only")
    try:
        context.run(lambda: contextvars.Context().run(user.reset, token))
    except (ValueError, RuntimeError) as e:
        print(type(e).__name__)


asyncio.run(main())
who("outside")
