# What is said of a path by its text alone; no file is asked for.
import os
import os.path
import sys
from os.path import basename, join

print(join('a', 'b', 'c.py'), join('a/', 'b'), join('a', '/b', 'c'), join('', 'b'), join('a', ''))
for path in ('/x/y/z.py', 'z.py', '/', '//', 'x/', '/z', 'a//b', ''):
    print(os.path.split(path), os.path.dirname(path), basename(path))
for path in ('a.py', 'a', '.bashrc', 'x.y/z', 'a.tar.gz', '..a', 'x/.b.c', 'a.', '...'):
    print(os.path.splitext(path))
for path in ('/a/../b/./c//d', 'a/..', '../../a', '/..', '//a/b', '///a', '', './a', 'a/b/../../..'):
    print(os.path.normpath(path))
print(os.path.isabs('/a'), os.path.isabs('a'), os.path.sep, os.sep, os.curdir, os.pardir)
print(os.path.commonprefix(['/usr/lib', '/usr/local', '/usr/l']), repr(os.path.commonprefix([])))
print(os.path.relpath('/a/b/c', '/a/d'), os.path.relpath('/a', '/a'), os.path.relpath('/a/b', '/'))
here = os.path.dirname(os.path.abspath(__file__))
sys.path.append(here)
sys.path.insert(0, os.path.abspath(os.path.join(here, '..')))
print(os.path.isabs(here), sys.path[-1] == here, basename(__file__))
print(os.path.basename(os.path.abspath('x/../y')), os.path.abspath('/p/./q'))
try:
    os.path.join('a', 1)
except TypeError as error:
    print(error)
