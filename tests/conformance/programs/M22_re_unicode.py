# Regular expressions: classes of characters and cases beyond ASCII.
import re
print(re.findall(r'\d+', '12 ٣٤ x'), re.findall(r'\w+', 'naïve été_1 日本 x'), re.findall(r'[^\W\d_]+', 'naïve1_été'), re.findall(r'\d+', '12 ٣٤ x', re.A))
print(re.findall(r'\s+', 'a\u00a0b\u2003c d\x1ce'), re.findall(r'\b\w', 'élan à x'))
print(re.findall('É', 'é', re.I), re.findall('[à-ü]', 'ÀÉ', re.I), re.match('ß','ẞ', re.I), re.match('ſ', 's', re.I), re.match('K','k',re.I))
print(re.findall(r'(?a)\w+', 'naïve'), re.findall(r'[\w]', 'é²½'), re.findall(r'\d','²½'), re.findall(r'\W', 'é²½-'))
print(re.findall(r'\s+', 'a\u00a0b\u2003c d\x1ce', re.A), re.findall('É|k','éKk',re.I|re.A), re.findall('[a-k]+','KkK',re.I|re.A), re.findall('[a-k]+','KkK',re.I))
print(re.findall('İ','iİ',re.I), re.findall('µ','μΜµ',re.I), re.findall('σ','ςΣ',re.I), re.findall('[^a-z]','ſKA1',re.I), re.findall(r'(σ)\1','σς', re.I))
print([m.group() for m in re.finditer(r'\d','1٣३²Ⅷ')], re.findall(r'\D','1٣३²'), re.findall(r'\S+','a\x85b\x1fc'))
s=''.join(map(chr,range(0,0x3000)))
def h(x):
    v=0
    for c in x: v=(v*31+ord(c))%1000003
    return len(x),v
print(h(re.findall(r'\w',s)),h(re.findall(r'\d',s)),h(re.findall(r'\s',s)),h(re.findall(r'[^\W\d_]',s)))
