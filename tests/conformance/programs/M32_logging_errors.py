# logging: messages that do not fit their arguments.
import io, logging
stream = io.StringIO()
handler = logging.StreamHandler(stream)
log = logging.getLogger('shop'); log.addHandler(handler); log.propagate = False
import sys
old, sys.stderr = sys.stderr, io.StringIO()
log.warning('%d items', 'three')
log.warning('one', 'two')
log.warning('fine %s', 1)
text, sys.stderr = sys.stderr.getvalue(), old
lines = text.splitlines()
print([l for l in lines if not l.startswith(' ')])
print(lines.count('    log.warning(\'one\', \'two\')'))
print(stream.getvalue())
logging.raiseExceptions = False
log.warning('%d', 'x')
print('quiet')
