# uuid and secrets.
import uuid, secrets
u = uuid.UUID('{12345678-1234-5678-1234-567812345678}')
print(u, repr(u), u.int, u.hex, u.bytes, u.bytes_le, u.fields, u.urn, u.variant, u.version, u.time, u.node, u.clock_seq)
print(uuid.UUID(int=5), uuid.UUID(bytes=b'0'*16), uuid.UUID(bytes_le=u.bytes_le)==u, uuid.UUID(fields=u.fields)==u, u<uuid.UUID(int=2**128-1), hash(u)==hash(u.int), int(u)==u.int)
print(uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid3(uuid.NAMESPACE_URL, 'http://x'), uuid.NAMESPACE_OID, uuid.NAMESPACE_X500)
a, b = uuid.uuid4(), uuid.uuid4()
print(a != b, a.version, a.variant, len(str(a)), len({uuid.uuid4() for _ in range(50)}))
print(uuid.uuid1().version)
for bad in (dict(), dict(hex='x'), dict(hex='z'*32), dict(int=-1), dict(int=2**128), dict(bytes=b'a'), dict(fields=(1,)), dict(fields=(2**40,1,1,1,1,1)), dict(int=1,hex='a'), dict(int=3,version=9)):
    try: uuid.UUID(**bad)
    except Exception as e: print(type(e).__name__, e)
try: u.int = 3
except TypeError as e: print(e)
print(u == 3, u != 3)
try: u < 3
except TypeError as e: print(e)
print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), len(secrets.token_urlsafe(10)), secrets.randbelow(3) in range(3), secrets.choice([1]), secrets.randbits(4) < 16, secrets.compare_digest('a','b'))
try: secrets.randbelow(0)
except ValueError as e: print(e)
import random
random.seed(1); x = random.random(); random.seed(1); uuid.uuid4(); secrets.token_hex(); print(random.random()==x)
