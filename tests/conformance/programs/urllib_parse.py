from urllib.parse import *
import http
for u in ("http://u:p@Host.com:8080/a/b;x?q=1&r=a%20b#frag", "//h/p", "mailto:a@b", "/a?b", "x", "", "http://[::1]:80/", "HTTP://a?x#", "a:b", "http://h:99999"):
    s = urlsplit(u); print(s, s.scheme, s.netloc, s.hostname, s.username, s.password, s.geturl()); print(urlparse(u))
    try: print(s.port)
    except ValueError as e: print(e)
for b, r in [("http://a/b/c/d;p?q", x) for x in ("g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", ";x", "", ".", "./", "..", "../", "../g", "../..", "../../../g", "http:g", "http://x/y", "g/./h", "/./g")]: print(r, urljoin(b, r))
print(quote("a b/ä?&=+~"), quote("a/b", safe=""), quote_plus("a b+c"), unquote("a%20b%C3%A4%zz%"), unquote_plus("a+b%2B"), quote(b"\xff"), unquote("%E4"))
print(urlencode({"a": 1, "b": "x y", "c": None}), urlencode([("a", [1, 2])], doseq=True), urlencode({"a": "ä/"}, quote_via=quote), urlencode({"a": [1, 2]}))
print(parse_qs("a=1&b=2&a=3&c="), parse_qsl("a=1&b=%20+x", keep_blank_values=True), parse_qs("a=&b", keep_blank_values=True), parse_qs("a=1;b=2", separator=";"))
print(urlunparse(("http", "h", "/p", "", "q=1", "f")), urlunsplit(("", "", "/p", "", "")), urlsplit("http://a/b")._replace(path="/z").geturl(), tuple(urlsplit("http://a/b")), urlparse("http://a/b")[2])
print(http.HTTPStatus.NOT_FOUND, int(http.HTTPStatus.OK), http.HTTPStatus(418).phrase, http.HTTPStatus.OK.description, repr(http.HTTPStatus.CREATED), http.HTTPStatus.OK == 200, http.HTTPMethod.GET, repr(http.HTTPMethod.POST), http.HTTPStatus.OK.is_success, list(http.HTTPStatus)[:2], http.HTTPStatus["OK"], http.HTTPStatus.UNPROCESSABLE_ENTITY)
try: http.HTTPStatus(999)
except ValueError as e: print(e)
