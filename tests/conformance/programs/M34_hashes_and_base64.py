# hashlib, hmac, base64: digests and texts of bytes, and their errors.
import hashlib, base64, hmac
for n in 'md5 sha1 sha224 sha256 sha384 sha512'.split():
    for d in (b'', b'abc', b'a'*55, b'a'*56, b'a'*64, b'x'*1000, b'a'*111, b'a'*112):
        print(n, hashlib.new(n, d).hexdigest())
h=hashlib.sha256(); h.update(b'a'); h.update(b'bc'); c=h.copy(); c.update(b'd'); print(h.hexdigest()==hashlib.sha256(b'abc').hexdigest(), c.hexdigest()[:8], h.digest_size, h.block_size, h.name, h.digest()[:3])
for bad in (lambda: hashlib.sha256('a'), lambda: hashlib.new('nope'), lambda: hashlib.md5(3)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(sorted(hashlib.algorithms_guaranteed))
print(hmac.new(b'k', b'msg', 'sha256').hexdigest(), hmac.new(b'k'*100, b'msg', hashlib.sha1).hexdigest(), hmac.compare_digest('a','a'), hmac.compare_digest(b'a',b'b'))
try: hmac.new('k', b'm', 'sha1')
except TypeError as e: print(e)
try: hmac.new(b'k', b'm')
except TypeError as e: print(e)
for s in (b'', b'a', b'ab', b'abc', b'abcd', bytes(range(256)), b'\xfb\xff\xfe'):
    for enc, dec in ((base64.b64encode, base64.b64decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode), (base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode), (base64.b32hexencode, base64.b32hexdecode), (base64.encodebytes, base64.decodebytes)):
        e = enc(s); print(e[:60], dec(e) == s)
for bad in ('YQ', 'YQ=', 'Y', 'YQ==YQ==', '=YQ=', 'YQ=a', 'YQ==', 'YWI=', 'Y Q==', 'YWJj!', '!!!!', '====', 'a===', 'YWJjé', 'YQ==\n', '=', 'YWJjYQ=', 'YWJj='):
    for v in (False, True):
        try: print(bad, v, base64.b64decode(bad, validate=v))
        except Exception as e: print(bad, v, type(e).__name__, e)
for bad in ('MFRA', 'MFRA====', 'mfra====', 'M=======', '1FRA====', ''):
    try: print(base64.b32decode(bad))
    except Exception as e: print(bad, type(e).__name__, e)
for bad in ('6', '6a', '6A', 'zz'):
    try: print(base64.b16decode(bad))
    except Exception as e: print(bad, type(e).__name__, e)
for bad in ('text', 3):
    try: base64.b64encode(bad)
    except TypeError as e: print(e)
try: base64.b64decode(3)
except TypeError as e: print(e)
