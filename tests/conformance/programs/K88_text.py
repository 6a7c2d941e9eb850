# Text: the methods that course programs use.
text = "  The quick brown fox, the lazy dog  "
print(text.strip().split(), text.split(","), text.strip().partition(" "), "a-b-c".rpartition("-"), "k=v=w".split("=", 1))
print(text.strip().title(), "hello world".capitalize(), "ABC".swapcase(), "straße".upper(), "ß".casefold(), "x".center(5, "*"))
print("abc".find("c"), "abc".find("z"), "banana".count("an"), "banana".replace("a", "o", 2), "banana".index("n"), "banana".rindex("n"))
print("a,b;c".translate(str.maketrans(",;", "  ")), "tab\tx".expandtabs(4), "1\n2\r\n3".splitlines(), "-".join("abc"), "ab" * 3)
print("abc".startswith(("x", "a")), "abc".endswith("bc"), "file.tar.gz".removesuffix(".gz"), "unhappy".removeprefix("un"), "42".zfill(5), "-7".zfill(4))
print("abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".istitle(), "ab".isidentifier(), "²".isdigit(), "²".isdecimal(), "".isalpha())
for bad in (lambda: "abc".index("z"), lambda: "a" + 1, lambda: int("4x"), lambda: float("x"), lambda: "abc"[5], lambda: "x".join([1]), lambda: ord("ab"), lambda: chr(-1)):
    try:
        bad()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
print("naïve".encode(), b"caf\xc3\xa9".decode(), "é".encode("latin-1"), b"ab".hex(), bytes([65, 66]), bytearray(b"x") + b"y", "€".encode("ascii", "replace"))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\\\x00\u200b"), ascii("é"), "\N{BULLET}", "a\
b", r"\n", """multi
line""")
words = "one two three two one two".split()
print({w: words.count(w) for w in dict.fromkeys(words)}, sorted(words, key=lambda w: (-words.count(w), w)), max(words, key=len), "".join(reversed("abc")), "abc"[::-1])
print("%5.1f|%-6s|%+d|%e|%r" % (3.14159, "ab", 5, 12345.678, "q"), "{:>8}|{:^8}|{:<8}".format("r", "c", "l"), "{:,}".format(1234567), "{0[1]} {1.real}".format([1, 2], 3))
print(sorted("bAcB"), sorted("bAcB", key=str.lower), "apple" < "banana", "Z" < "a", "abc" == "".join(["a", "b", "c"]), "x" in "text", min("hello"))
print(list("añb"), len("añb"), len("añb".encode()), "\u0041", "😀"[0], len("😀"), "😀".encode("utf-8"), "A".lower() + "b".upper(), str(3.0), str(1e16), str(1e-5), repr(0.1 + 0.2))
