# Uncaught: an exception whose class has a __str__ of its own.
class PaymentError(Exception):
    def __init__(self, amount, reason):
        self.amount, self.reason = amount, reason

    def __str__(self):
        return f"{self.reason} ({self.amount:.2f})"


def pay(amount):
    if amount > 100:
        raise PaymentError(amount, "limit exceeded")
    print("paid", amount)


pay(50)
try:
    pay(500)
except PaymentError as e:
    print(e, repr(e), e.args)
pay(1000)
