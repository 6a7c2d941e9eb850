# A pool of many processes comes to its end.
from concurrent.futures import ProcessPoolExecutor
from time import sleep


def task(number):
    sleep(1)
    return number * number


if __name__ == '__main__':
    with ProcessPoolExecutor(50) as executor:
        print(sum(executor.map(task, range(50))))
    print('over')
