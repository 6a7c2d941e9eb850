# gc: cycles are found when it is called (`vm/weak.rs`); what nothing refers to otherwise is over at once without it.

_enabled = True


def collect(generation=2):
    found = _garbage(None)
    _settle()
    _garbage(False)
    return found


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def get_count():
    return (0, 0, 0)


def get_threshold():
    return (2000, 10, 0)


def set_threshold(*thresholds):
    pass


def freeze():
    pass


unfreeze = freeze
garbage = []
callbacks = []
