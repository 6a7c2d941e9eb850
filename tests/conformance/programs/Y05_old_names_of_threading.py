# Old names warn once a line, and still work.
import os
import threading


def work():
    me = threading.currentThread()
    print(me.getName(), me.isDaemon(), threading.activeCount())
    me.setName('renamed')
    print(me.name)


thread = threading.Thread(target=work, name='first')
thread.setDaemon(True)
print(thread.native_id, thread.ident)
thread.start()
thread.join()
event = threading.Event()
for _ in range(3):
    print(event.isSet())
condition = threading.Condition()
with condition:
    condition.notifyAll()
print(threading.get_native_id() == os.getpid() == threading.main_thread().native_id)
print(thread.native_id != os.getpid(), thread.native_id != thread.ident)
