# Sorting by value, by key, of tuples, and with a heap.
import heapq


def values(n):
    seed, out = 42, []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append(seed)
    return out


items = values(200_000)
print(sorted(items)[:3])
print(sorted(items, key=lambda x: x % 1000, reverse=True)[:3])
print(sorted([(x % 100, x) for x in items])[:3])
words = [str(x) for x in items]
words.sort()
print(words[:3])
heap = []
for x in items[:100_000]:
    heapq.heappush(heap, x)
print([heapq.heappop(heap) for _ in range(50_000)][-1])
