# heapq: a list in which no item is smaller than the one at half its place. The order of comparisons is CPython's.

def heappush(heap, item):
    heap.append(item)
    _down(heap, 0, len(heap) - 1)


def heappop(heap):
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    if heap:
        first = heap[0]
        heap[0] = last
        _up(heap, 0)
        return first
    return last


def heapreplace(heap, item):
    if not heap:
        raise IndexError('index out of range')
    first = heap[0]
    heap[0] = item
    _up(heap, 0)
    return first


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _up(heap, 0)
    return item


def heapify(x):
    for i in range(len(x) // 2 - 1, -1, -1):
        _up(x, i)


def _down(heap, start, pos):
    item = heap[pos]
    while pos > start:
        parent = (pos - 1) >> 1
        if item < heap[parent]:
            heap[pos] = heap[parent]
            pos = parent
            continue
        break
    heap[pos] = item


def _up(heap, pos):
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _down(heap, start, pos)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    # One entry for each iterable that has more: what it is ordered by, which one it is, its next item.
    def before(a, b):
        if a[0] < b[0]:
            return not reverse
        if b[0] < a[0]:
            return reverse
        return a[1] < b[1]

    waiting = []
    for number, iterable in enumerate(iterables):
        it = iter(iterable)
        for item in it:
            waiting.append([item if key is None else key(item), number, item, it])
            break
    while waiting:
        first = waiting[0]
        for entry in waiting:
            if before(entry, first):
                first = entry
        yield first[2]
        for item in first[3]:
            first[0] = item if key is None else key(item)
            first[2] = item
            break
        else:
            waiting.remove(first)


def _heappop_max(heap):
    heap.sort(reverse=True)
    return heap.pop(0)
