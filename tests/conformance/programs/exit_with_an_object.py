# The text of what SystemExit carries goes to stderr, also where Python code makes it.
import sys


class Reason:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return f'Reason({self.text!r})'


print('before')
sys.exit(Reason('enough'))
