# A thread that is notified gets its lock in the end, though another one takes the lock again and again in a loop.
import threading

condition = threading.Condition()
count = 0
order = []


def waits():
    global count
    while count < 6:
        with condition:
            condition.wait()
            count += 1
            order.append('waits')


def spins():
    global count
    while count < 6:
        with condition:
            if count in (2, 3):
                count += 1
                order.append('spins')
            else:
                condition.notify()


threads = [threading.Thread(target=waits), threading.Thread(target=spins)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count, order)
