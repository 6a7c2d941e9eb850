import json
print(json.dumps({"a": [1, 2.5, None, True], "é": "x\n\"y\u20ac😀"}), json.dumps([], indent=2), json.dumps({"b": 1, "a": {"c": [1]}}, indent=2, sort_keys=True))
print(json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.dumps("é", ensure_ascii=False), json.dumps([1, 2], separators=(",", ":")))
for bad in ['{"a": }', '[1,]', '{"a" 1}', '', 'nul', '{"a":1,}', '"abc', '[1 2]', '{a: 1}', '1 2', '"\\x"', '"\\u12"', '"\t"']:
    try: print(json.loads(bad))
    except json.JSONDecodeError as e: print(repr(bad), e, e.pos, e.lineno)
print(json.loads('{"a": [1, -2.5e3, "x\\u00e9\\n", null, true, {"b": {}}]}'), json.loads(' [1 , 2 ] '))
class X: pass
try: json.dumps(X())
except TypeError as e: print(e)
try: json.dumps({(1,): 2})
except TypeError as e: print(e)
x = []; x.append(x)
try: json.dumps(x)
except ValueError as e: print(e)
print(json.dumps({"s": {1, 2}}, default=list), json.loads('{"a": 1}', object_hook=lambda d: list(d.items())), json.dumps(float('nan')))
