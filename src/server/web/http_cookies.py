# _cookies: the text of a Set-Cookie header, as http.cookies writes it.

_LEGAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~:")


def quoted(text):
    if all([c in _LEGAL for c in text]):
        return text
    made = ''
    for char in text:
        if char in '"\\':
            made += '\\' + char
        elif ord(char) < 32 or ord(char) > 126 or char in ',;':
            made += f'\\{ord(char):03o}'
        else:
            made += char
    return f'"{made}"'


def unquoted(text):
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    text, made, at = text[1:-1], '', 0
    while at < len(text):
        if text[at] == '\\' and at + 1 < len(text):
            if text[at + 1:at + 4].isdigit() and len(text[at + 1:at + 4]) == 3:
                made += chr(int(text[at + 1:at + 4], 8))
                at += 4
            else:
                made += text[at + 1]
                at += 2
        else:
            made += text[at]
            at += 1
    return made


def date(moment):
    # Of a datetime in UTC.
    days = 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'
    months = 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'
    return f'{days[moment.weekday()]}, {moment.day:02} {months[moment.month - 1]} {moment.year:04} {moment.hour:02}:{moment.minute:02}:{moment.second:02} GMT'


def header(key, value, max_age, expires, path, domain, secure, httponly, samesite):
    from datetime import datetime, timedelta, timezone
    parts = [f'{key}={quoted(value)}']
    if domain is not None:
        parts.append(f'Domain={domain}')
    if expires is not None:
        if isinstance(expires, datetime):
            expires = date(expires.astimezone(timezone.utc))
        elif isinstance(expires, int):
            expires = date(datetime.now(timezone.utc) + timedelta(seconds=expires))
        parts.append(f'expires={expires}')
    if httponly:
        parts.append('HttpOnly')
    if max_age is not None:
        parts.append(f'Max-Age={int(max_age)}')
    if path is not None:
        parts.append(f'Path={path}')
    if samesite is not None:
        parts.append(f'SameSite={samesite}')
    if secure:
        parts.append('Secure')
    return '; '.join(parts)
