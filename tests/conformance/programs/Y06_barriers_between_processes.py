# Barriers and single floats that processes share.
import multiprocessing
import threading
import time


def runner(barrier, name, delay):
    time.sleep(delay)
    place = barrier.wait()
    time.sleep(place * 0.05)
    print(name, 'goes on as number', place, flush=True)


def everybody():
    print('everybody is there', flush=True)


def impatient(barrier):
    try:
        barrier.wait(0.1)
    except threading.BrokenBarrierError:
        print('nobody came', barrier.broken, flush=True)


if __name__ == '__main__':
    barrier = multiprocessing.Barrier(3, action=everybody)
    runners = [multiprocessing.Process(target=runner, args=(barrier, name, delay))
               for name, delay in (('Ada', 0.3), ('Bob', 0.1), ('Cleo', 0.2))]
    for process in runners:
        process.start()
    time.sleep(0.15)
    print(barrier.n_waiting, 'of', barrier.parties, barrier.broken, flush=True)
    for process in runners:
        process.join()
    print(barrier.n_waiting)

    barrier = multiprocessing.Barrier(2)
    process = multiprocessing.Process(target=impatient, args=(barrier,))
    process.start()
    process.join()
    print(barrier.broken)
    barrier.reset()
    print(barrier.broken)

    value = multiprocessing.Value('f', 0.1)
    for number in (0.1, 3.3, 1e39, -1e39, 1e-42, 1e-45, 7e-46, 16777217.0, 16777219.0, -2.5, 3.4028235677973366e38):
        value.value = number
        print(value.value)
