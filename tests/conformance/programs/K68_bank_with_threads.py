# A thread-safe bank with transfers in both directions, and statistics at the end.
import random
import statistics
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, owner, balance):
        self.owner, self.balance = owner, balance
        self.lock = threading.Lock()


class Bank:
    def __init__(self, accounts):
        self.accounts = {a.owner: a for a in accounts}
        self.log = Counter()
        self.log_lock = threading.Lock()

    def transfer(self, source, target, amount):
        a, b = self.accounts[source], self.accounts[target]
        first, second = sorted((a, b), key=lambda acc: acc.owner)
        with first.lock, second.lock:
            if a.balance < amount:
                outcome = "refused"
            else:
                a.balance -= amount
                b.balance += amount
                outcome = "done"
        with self.log_lock:
            self.log[outcome] += 1
        return outcome

    def total(self):
        return sum(a.balance for a in self.accounts.values())


rng = random.Random(2024)
bank = Bank([Account(n, 100) for n in ("ann", "bob", "cid")])
orders = []
for _ in range(60):
    source, target = rng.sample(sorted(bank.accounts), 2)
    orders.append((source, target, rng.randint(1, 20)))
with ThreadPoolExecutor(5) as pool:
    outcomes = list(pool.map(lambda order: bank.transfer(*order), orders))
print(bank.total(), sum(bank.log.values()), len(outcomes), set(outcomes) <= {"done", "refused"})
amounts = [amount for _, _, amount in orders]
print(f"mean {statistics.mean(amounts):.3f} median {statistics.median(amounts)} stdev {statistics.stdev(amounts):.3f}")
print(statistics.mode(amounts), statistics.quantiles(amounts, n=4), max(Counter(s for s, _, _ in orders).items(), key=lambda p: (p[1], p[0])))
