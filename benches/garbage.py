# Ten million objects that live for an instant.
def work(n):
    kept = None
    for i in range(n):
        kept = [i, (i, kept is None)]
    return kept


print(work(5_000_000))
