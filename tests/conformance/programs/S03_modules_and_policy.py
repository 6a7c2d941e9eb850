# The modules of the package are attributes of it; loops come from a policy.
import asyncio
from asyncio import events, exceptions, tasks

print(tasks.Task is asyncio.Task, asyncio.locks.Lock is asyncio.Lock, events.Handle is asyncio.Handle)
print(exceptions.CancelledError is asyncio.CancelledError, asyncio.tasks is tasks, asyncio.futures.isfuture(1))


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print('a loop of the policy')
        return super().new_event_loop()

    def set_event_loop(self, loop):
        print('set', loop is not None)
        super().set_event_loop(loop)


async def main():
    return 'done'


asyncio.set_event_loop_policy(Policy())
print(type(asyncio.get_event_loop_policy()).__name__)
print(asyncio.run(main()))
try:
    asyncio.set_event_loop_policy(3)
except TypeError as error:
    print(error)
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
asyncio.set_event_loop_policy(None)
print(type(asyncio.get_event_loop_policy()).__name__)
