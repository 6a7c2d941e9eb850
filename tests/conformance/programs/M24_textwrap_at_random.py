# textwrap: many random texts and options, as one number.
import textwrap, random
random.seed(7)
import sys
al = ['a','bc','Def','-','--','---','  ',' ','.','!"','e.g.','\t','\n','1','é','_','x-y','well-known','?','-b',"'",'longwordlong']
out=[]
for i in range(400):
    t=''.join([random.choice(al) for _ in range(random.randrange(1,25))])
    kw={}
    w=random.randrange(1,25)
    for k in ('expand_tabs','replace_whitespace','fix_sentence_endings','break_long_words','drop_whitespace','break_on_hyphens'):
        if random.random()<.2: kw[k]=random.random()<.5
    if random.random()<.2: kw['initial_indent']='* '
    if random.random()<.2: kw['subsequent_indent']='   '
    if random.random()<.3: kw['max_lines']=random.randrange(1,4)
    if random.random()<.2: kw['placeholder']=random.choice(['...',' >',''])
    try: r=textwrap.wrap(t,w,**kw)
    except ValueError as e: r=str(e)
    out.append((i,repr(t),w,kw,r))

import re
h=0
for o in out:
    for c in repr(o): h=(h*31+ord(c))%1000000007
    if o[0]%10==0: print(o[0],h)
