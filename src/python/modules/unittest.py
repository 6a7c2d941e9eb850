# unittest: test cases, how they are found and run, and what is written of it. Differences of two texts or containers are not shown
# line by line, and the message says so.

import sys
import time as _time
import traceback as _traceback
from contextlib import contextmanager as _contextmanager

__all__ = ['TestCase', 'IsolatedAsyncioTestCase', 'TestSuite', 'TestLoader', 'TestResult', 'TextTestRunner', 'TextTestResult',
           'SkipTest', 'main', 'skip', 'skipIf', 'skipUnless', 'expectedFailure', 'defaultTestLoader', 'addModuleCleanup',
           'enterModuleContext', 'FunctionTestCase', 'doModuleCleanups']


class SkipTest(Exception):
    __module__ = 'unittest.case'


def skip(reason):
    def decorate(item):
        if not isinstance(item, type):
            from functools import wraps

            @wraps(item)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)
            item = skipped
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if callable(reason) and not isinstance(reason, str):
        item, reason = reason, ''
        return decorate(item)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


class _Raised:
    # The context of assertRaises and assertRaisesRegex.
    def __init__(self, case, expected, pattern=None, msg=None):
        self._case, self._expected, self._pattern, self._msg = case, expected, pattern, msg
        self._called = None

    def _run(self, function, args, kwargs):
        self._called = getattr(function, '__name__', str(function))
        with self:
            function(*args, **kwargs)

    def __enter__(self):
        return self

    def __exit__(self, kind, exc, tb):
        if kind is None:
            name = getattr(self._expected, '__name__', None) or str(self._expected)
            what = f'{name} not raised by {self._called}' if self._called else f'{name} not raised'
            raise self._case.failureException(self._case._formatMessage(self._msg, what))
        if not issubclass(kind, self._expected):
            return False
        self.exception = exc.with_traceback(None)
        if self._pattern is not None and not _search(self._pattern, str(exc)):
            shown = getattr(self._pattern, 'pattern', self._pattern)
            text = f'"{shown}" does not match "{exc}"'
            raise self._case.failureException(self._case._formatMessage(self._msg, text))
        return True


def _search(pattern, text):
    import re
    return re.search(pattern, text)


class _Warned:
    def __init__(self, case, category, pattern=None, msg=None):
        self._case, self._category, self._pattern, self._msg = case, category, pattern, msg

    def _run(self, function, args, kwargs):
        with self:
            function(*args, **kwargs)

    def __enter__(self):
        import warnings
        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter('always', self._category)
        return self

    def __exit__(self, kind, exc, tb):
        self._catcher.__exit__(kind, exc, tb)
        if kind is not None:
            return
        other = None
        for w in self.warnings:
            if isinstance(w.message, self._category):
                other = w.message
                if self._pattern is None or _search(self._pattern, str(w.message)):
                    self.warning, self.filename, self.lineno = w.message, w.filename, w.lineno
                    return
        name = getattr(self._category, '__name__', str(self._category))
        text = f'{name} not triggered'
        if other is not None:
            text = f'"{getattr(self._pattern, "pattern", self._pattern)}" does not match "{other}"'
        raise self._case.failureException(self._case._formatMessage(self._msg, text))


class _Logs:
    def __init__(self, case, logger, level, none):
        import logging
        self._logging = logging
        self._case, self._none = case, none
        self._level = logging._checkLevel(level) if hasattr(logging, '_checkLevel') and level else level or logging.INFO
        if isinstance(self._level, str):
            self._level = getattr(logging, self._level)
        self._logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)

    def __enter__(self):
        logging = self._logging
        self.records, self.output = [], []
        watcher = self

        class Handler(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append(self.format(record))
        handler = Handler()
        handler.setFormatter(logging.Formatter('%(levelname)s:%(name)s:%(message)s'))
        handler.setLevel(self._level)
        logger = self._logger
        self._before = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self._level)
        logger.propagate = False
        return None if self._none else self

    def __exit__(self, kind, exc, tb):
        logger = self._logger
        logger.handlers, level, logger.propagate = self._before
        logger.setLevel(level)
        if kind is not None:
            return False
        name = self._logging.getLevelName(self._level)
        if self._none and self.records:
            text = f'Unexpected logs found: {self.output!r}'
        elif not self._none and not self.records:
            text = f'no logs of level {name} or higher triggered on {logger.name}'
        else:
            return
        raise self._case.failureException(text)


_NO_DIFF = '\n(Loopscope shows no difference line by line.)'


def _shown(value):
    return repr(value)


class TestCase:
    __module__ = 'unittest.case'
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        method = getattr(self, methodName, None)
        if method is None and methodName != 'runTest':
            raise ValueError(f'no such test method in {type(self)}: {methodName}')
        self._testMethodDoc = getattr(method, '__doc__', None)
        self._cleanups = []
        self._sub = None
        self._equal = {dict: 'assertDictEqual', list: 'assertListEqual', tuple: 'assertTupleEqual', set: 'assertSetEqual',
                       frozenset: 'assertSetEqual', str: 'assertMultiLineEqual'}
        self._result = None
        self._failed_inside = False

    # What a program overrides.

    def setUp(self): pass
    def tearDown(self): pass

    @classmethod
    def setUpClass(cls): pass

    @classmethod
    def tearDownClass(cls): pass

    # What it is called.

    def id(self):
        return f'{_name(type(self))}.{self._testMethodName}'

    def __str__(self):
        return f'{self._testMethodName} ({self.id()})'

    def __repr__(self):
        return f'<{_name(type(self))} testMethod={self._testMethodName}>'

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split('\n')[0].strip() if doc else None

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    # How it runs.

    def addTypeEqualityFunc(self, kind, function):
        self._equal[kind] = function

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        value = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return value

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls.__dict__.get('_class_cleanups') or setattr(cls, '_class_cleanups', [])
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        value = cm.__enter__()
        cls.addClassCleanup(cm.__exit__, None, None, None)
        return value

    @classmethod
    def doClassCleanups(cls):
        cleanups = cls.__dict__.get('_class_cleanups', [])
        while cleanups:
            function, args, kwargs = cleanups.pop()
            function(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        self._call_setup()
        self._call(getattr(self, self._testMethodName))
        self._call_teardown()
        self.doCleanups()

    def _call_setup(self):
        self.setUp()

    def _call(self, function, *args, **kwargs):
        if function(*args, **kwargs) is not None:
            import warnings
            warnings.warn(f'It is deprecated to return a value that is not None from a test case ({function})', DeprecationWarning,
                          stacklevel=3)

    _call_cleanup = _call

    def _call_teardown(self):
        self.tearDown()

    def _finish(self):
        pass

    def run(self, result=None):
        own = result is None
        if own:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        try:
            if getattr(type(self), '__unittest_skip__', False) or getattr(method, '__unittest_skip__', False):
                result.addSkip(self, getattr(type(self), '__unittest_skip_why__', '') or getattr(method, '__unittest_skip_why__', ''))
                return result
            expecting = getattr(self, '__unittest_expecting_failure__', False) or \
                getattr(method, '__unittest_expecting_failure__', False)
            self._result = result
            self._failed_inside = False
            outcome = []
            if self._part(self._call_setup, outcome):
                self._part(lambda: self._call(method), outcome)
                self._part(self._call_teardown, outcome)
            while self._cleanups:
                function, args, kwargs = self._cleanups.pop()
                self._part(lambda: self._call_cleanup(function, *args, **kwargs), outcome)
            self._finish()
            if expecting:
                failed = [exc for exc in outcome if not isinstance(exc, SkipTest)]
                if failed:
                    result.addExpectedFailure(self, _info(failed[0]))
                else:
                    result.addUnexpectedSuccess(self)
            else:
                for exc in outcome:
                    if isinstance(exc, SkipTest):
                        result.addSkip(self, str(exc))
                    elif isinstance(exc, self.failureException):
                        result.addFailure(self, _info(exc))
                    else:
                        result.addError(self, _info(exc))
                if not outcome and not self._failed_inside:
                    result.addSuccess(self)
            return result
        finally:
            self._result = None
            result.stopTest(self)
            if own:
                result.stopTestRun()

    def _part(self, function, outcome):
        try:
            function()
            return True
        except KeyboardInterrupt:
            raise
        except BaseException as exc:
            # The frames of this file are no part of it.
            outcome.append(exc)
            return False

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._call_cleanup(function, *args, **kwargs)

    @_contextmanager
    def subTest(self, msg=None, **params):
        outer = self._sub
        known = dict(outer.params) if outer else {}
        known.update(params)
        self._sub = sub = _SubTest(self, msg, known)
        try:
            yield
        except (SkipTest, Exception) as exc:
            if self._result is None:
                raise
            self._failed_inside = True
            if isinstance(exc, SkipTest):
                self._result.addSkip(sub, str(exc))
            else:
                self._result.addSubTest(self, sub, _info(exc))
        else:
            if self._result is not None:
                self._result.addSubTest(self, sub, None)
        finally:
            self._sub = outer

    # What can be asserted.

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f'{standard} : {msg}'

    def _check(self, truth, msg, standard):
        if not truth:
            raise self.failureException(self._formatMessage(msg, standard()))

    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, lambda: f'{_shown(expr)} is not true')

    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, lambda: f'{_shown(expr)} is not false')

    def assertEqual(self, first, second, msg=None):
        function = self._equal.get(type(first)) if type(first) is type(second) else None
        if function is None:
            self._check(first == second, msg, lambda: f'{_shown(first)} != {_shown(second)}')
        else:
            if isinstance(function, str):
                function = getattr(self, function)
            function(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, lambda: f'{_shown(first)} == {_shown(second)}')

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, 'First argument is not a string')
        self.assertIsInstance(second, str, 'Second argument is not a string')
        self._check(first == second, msg, lambda: f'{_shown(first)} != {_shown(second)}{_NO_DIFF}')

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        name = seq_type.__name__ if seq_type else 'sequence'
        for which, value in (('First', first), ('Second', second)):
            if seq_type is not None and not isinstance(value, seq_type):
                raise self.failureException(f'{which} sequence is not a {name}: {_shown(value)}')
        if first == second:
            return
        text = f'{name.capitalize()}s differ: {_shown(first)} != {_shown(second)}\n'
        for i in range(min(len(first), len(second))):
            if first[i] != second[i]:
                text += f'\nFirst differing element {i}:\n{_shown(first[i])}\n{_shown(second[i])}\n'
                break
        for which, longer, shorter in (('First', first, second), ('Second', second, first)):
            if len(longer) > len(shorter):
                text += (f'\n{which} {name} contains {len(longer) - len(shorter)} additional elements.\n'
                         f'First extra element {len(shorter)}:\n{_shown(longer[len(shorter)])}\n')
        self.fail(self._formatMessage(msg, text + _NO_DIFF))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for which, other, rest in (('first', 'second', set1 - set2), ('second', 'first', set2 - set1)):
            if rest:
                lines.append(f'Items in the {which} set but not the {other}:')
                lines.extend([_shown(item) for item in rest])
        self._check(not lines, msg, lambda: '\n'.join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        self._check(d1 == d2, msg, lambda: f'{_shown(d1)} != {_shown(d2)}{_NO_DIFF}')

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        missing = []
        for item in first:
            if item in rest:
                rest.remove(item)
            else:
                missing.append(item)
        if missing or rest:
            first, second = list(first), list(second)
            lines = []
            for item in missing + rest:
                line = f'First has {first.count(item)}, Second has {second.count(item)}:  {item!r}'
                if line not in lines:
                    lines.append(line)
            self.fail(self._formatMessage(msg, 'Element counts were not equal:\n' + '\n'.join(lines)))

    def assertIs(self, first, second, msg=None):
        self._check(first is second, msg, lambda: f'{_shown(first)} is not {_shown(second)}')

    def assertIsNot(self, first, second, msg=None):
        self._check(first is not second, msg, lambda: f'unexpectedly identical: {_shown(first)}')

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, lambda: f'{_shown(obj)} is not None')

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, lambda: 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, lambda: f'{_shown(member)} not found in {_shown(container)}')

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, lambda: f'{_shown(member)} unexpectedly found in {_shown(container)}')

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg, lambda: f'{_shown(obj)} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg, lambda: f'{_shown(obj)} is an instance of {cls!r}')

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, lambda: f'{_shown(a)} not greater than {_shown(b)}')

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, lambda: f'{_shown(a)} not greater than or equal to {_shown(b)}')

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, lambda: f'{_shown(a)} not less than {_shown(b)}')

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, lambda: f'{_shown(a)} not less than or equal to {_shown(b)}')

    def _near(self, first, second, places, delta):
        # Whether, and in which words.
        if first == second:
            return True, f'{places or 7!r} places', None
        if places is not None and delta is not None:
            raise TypeError('specify delta or places not both')
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta, f'{_shown(delta)} delta', difference
        places = 7 if places is None else places
        return round(difference, places) == 0, f'{places!r} places', difference

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, words, difference = self._near(first, second, places, delta)
        self._check(near, msg, lambda: f'{_shown(first)} != {_shown(second)} within {words} ({_shown(difference)} difference)')

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, words, difference = self._near(first, second, places, delta)
        tail = f' ({_shown(difference)} difference)' if delta is not None else ''
        self._check(not near, msg, lambda: f'{_shown(first)} == {_shown(second)} within {words}{tail}')

    def assertRegex(self, text, expected_regex, msg=None):
        shown = getattr(expected_regex, 'pattern', expected_regex)
        self._check(_search(expected_regex, text), msg, lambda: f"Regex didn't match: {shown!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        found = _search(unexpected_regex, text)
        shown = getattr(unexpected_regex, 'pattern', unexpected_regex)
        self._check(not found, msg, lambda: f'Regex matched: {found.group(0)!r} matches {shown!r} in {text!r}')

    def _context(self, context, args, kwargs):
        if not args:
            context._msg = kwargs.pop('msg', None)
            return context
        context._run(args[0], args[1:], kwargs)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return self._context(_Raised(self, expected_exception), args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self._context(_Raised(self, expected_exception, expected_regex), args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return self._context(_Warned(self, expected_warning), args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return self._context(_Warned(self, expected_warning, expected_regex), args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, True)


class IsolatedAsyncioTestCase(TestCase):
    __module__ = 'unittest.async_case'
    # All parts of a test run in one loop, and in one context.

    async def asyncSetUp(self): pass
    async def asyncTearDown(self): pass

    def _runner(self):
        runner = self.__dict__.get('_asyncio_runner')
        if runner is None:
            import asyncio
            import contextvars
            runner = self._asyncio_runner = asyncio.Runner(debug=True)
            self._test_context = contextvars.copy_context()
        return runner

    def _call_setup(self):
        self._runner().get_loop()
        self._test_context.run(self.setUp)
        self._call_async(self.asyncSetUp)

    def _call_async(self, function, *args, **kwargs):
        return self._runner().run(function(*args, **kwargs), context=self._test_context)

    def _call(self, function, *args, **kwargs):
        import inspect
        if inspect.iscoroutinefunction(function):
            self._call_async(function, *args, **kwargs)
        else:
            self._test_context.run(TestCase._call, self, function, *args, **kwargs)

    def _call_teardown(self):
        self._call_async(self.asyncTearDown)
        self._test_context.run(self.tearDown)

    def _call_cleanup(self, function, *args, **kwargs):
        import inspect
        if inspect.iscoroutinefunction(function):
            self._call_async(function, *args, **kwargs)
        else:
            self._test_context.run(function, *args, **kwargs)

    def addAsyncCleanup(self, function, /, *args, **kwargs):
        self.addCleanup(function, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        value = await cm.__aenter__()
        self.addAsyncCleanup(cm.__aexit__, None, None, None)
        return value

    def _finish(self):
        runner = self.__dict__.pop('_asyncio_runner', None)
        if runner is not None:
            runner.close()


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        self.runTest = testFunc
        TestCase.__init__(self)
        self.setUp = setUp or self.setUp
        self.tearDown = tearDown or self.tearDown
        self._testMethodDoc = description or testFunc.__doc__


class _SubTest:
    failureException = AssertionError

    def __init__(self, case, message, params):
        self.test_case, self.message, self.params = case, message, params

    def _description(self):
        parts = [f'[{self.message}]'] if self.message is not None else []
        if self.params:
            shown = ', '.join([f'{name}={value!r}' for name, value in self.params.items()])
            parts.append(f'({shown})')
        return ' '.join(parts) or '(<subtest>)'

    def id(self):
        return f'{self.test_case.id()} {self._description()}'

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f'{self.test_case} {self._description()}'


def _name(cls):
    return f'{cls.__module__}.{cls.__qualname__}'


def _info(exc):
    return type(exc), exc, exc.__traceback__


class TestResult:
    __module__ = 'unittest.result'

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun = 0
        self.shouldStop = False
        self.failfast = False

    def startTestRun(self): pass
    def stopTestRun(self): pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test): pass

    def stop(self):
        self.shouldStop = True

    def _text(self, err):
        return ''.join(_traceback.format_exception(*err))

    def _failed(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self.errors.append((test, self._text(err)))
        self._failed()

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err)))
        self._failed()

    def addSuccess(self, test): pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._failed()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            list = self.failures if issubclass(err[0], test.failureException) else self.errors
            list.append((subtest, self._text(err)))
            self._failed()

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def printErrors(self): pass

    def __repr__(self):
        return (f'<{_name(type(self))} run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>')


class TextTestResult(TestResult):
    __module__ = 'unittest.runner'
    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        TestResult.__init__(self)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self._new_line = True

    def getDescription(self, test):
        short = test.shortDescription()
        return f'{test}\n{short}' if self.descriptions and short else str(test)

    def _say(self, dot, word):
        if self.showAll:
            self.stream.write(f'{word}\n')
            self._new_line = True
        elif self.dots:
            self.stream.write(dot)

    def _sub(self, subtest, dot, word):
        if self.showAll:
            if not self._new_line:
                self.stream.write('\n')
            self.stream.write(f'  {self.getDescription(subtest)} ... ')
        self._say(dot, word)

    def startTest(self, test):
        TestResult.startTest(self, test)
        if self.showAll:
            self.stream.write(f'{self.getDescription(test)} ... ')
            self._new_line = False

    def addSuccess(self, test):
        TestResult.addSuccess(self, test)
        self._say('.', 'ok')

    def addError(self, test, err):
        TestResult.addError(self, test, err)
        self._say('E', 'ERROR')

    def addFailure(self, test, err):
        TestResult.addFailure(self, test, err)
        self._say('F', 'FAIL')

    def addSkip(self, test, reason):
        TestResult.addSkip(self, test, reason)
        self._say('s', f'skipped {reason!r}')

    def addExpectedFailure(self, test, err):
        TestResult.addExpectedFailure(self, test, err)
        self._say('x', 'expected failure')

    def addUnexpectedSuccess(self, test):
        TestResult.addUnexpectedSuccess(self, test)
        self._say('u', 'unexpected success')

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            self._sub(subtest, 'F' if failed else 'E', 'FAIL' if failed else 'ERROR')
        TestResult.addSubTest(self, test, subtest, err)

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write('\n')
        for word, list in (('ERROR', self.errors), ('FAIL', self.failures)):
            for test, text in list:
                self.stream.write(f'{self.separator1}\n{word}: {self.getDescription(test)}\n{self.separator2}\n{text}\n')
        if self.unexpectedSuccesses:
            self.stream.write(f'{self.separator1}\n')
            for test in self.unexpectedSuccesses:
                self.stream.write(f'UNEXPECTED SUCCESS: {self.getDescription(test)}\n')


class TestSuite:
    __module__ = 'unittest.suite'

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum([test.countTestCases() for test in self._tests])

    def __repr__(self):
        return f'<unittest.suite.TestSuite tests={list(self)}>'

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def _flat(self):
        for test in self._tests:
            if isinstance(test, TestSuite):
                yield from test._flat()
            else:
                yield test

    def run(self, result):
        current = None
        broken = False
        for test in self._flat():
            if result.shouldStop:
                break
            cls = type(test)
            if cls is not current:
                self._leave(current, broken, result)
                current = cls
                broken = not self._enter(cls, result)
            if not broken:
                test(result)
        self._leave(current, broken, result)
        return result

    def _enter(self, cls, result):
        if getattr(cls, '__unittest_skip__', False):
            return True
        return self._class_part(cls, 'setUpClass', result)

    def _leave(self, cls, broken, result):
        if cls is None or getattr(cls, '__unittest_skip__', False):
            return
        if not broken:
            self._class_part(cls, 'tearDownClass', result)
        cls.doClassCleanups()

    def _class_part(self, cls, name, result):
        try:
            getattr(cls, name)()
            return True
        except SkipTest as exc:
            result.addSkip(_ClassPart(cls, name), str(exc))
        except Exception as exc:
            result.addError(_ClassPart(cls, name), _info(exc))
        return False


class _ClassPart:
    failureException = None

    def __init__(self, cls, name):
        self._text = f'{name} ({_name(cls)})'

    def id(self):
        return self._text

    def shortDescription(self):
        return None

    __str__ = id


class TestLoader:
    testMethodPrefix = 'test'
    suiteClass = TestSuite

    def getTestCaseNames(self, testCaseClass):
        prefix = self.testMethodPrefix
        return [name for name in dir(testCaseClass) if name.startswith(prefix) and callable(getattr(testCaseClass, name))]

    def loadTestsFromTestCase(self, testCaseClass):
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, *, pattern=None):
        found = [getattr(module, name) for name in dir(module)]
        return self.suiteClass([self.loadTestsFromTestCase(item) for item in found if isinstance(item, type)
                                and issubclass(item, TestCase) and item not in _BASES])

    def loadTestsFromName(self, name, module=None):
        found = module if module is not None else sys.modules['__main__']
        owner = None
        for part in name.split('.'):
            owner, found = found, getattr(found, part)
        if isinstance(found, type):
            return self.loadTestsFromTestCase(found)
        return self.suiteClass([owner(part)])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


_BASES = (TestCase, IsolatedAsyncioTestCase, FunctionTestCase)
defaultTestLoader = TestLoader()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None, *,
                 tb_locals=False, durations=None):
        self.stream = stream
        self.descriptions, self.verbosity, self.failfast = descriptions, verbosity, failfast
        self.resultclass = resultclass or self.resultclass

    def run(self, test):
        stream = self.stream or sys.stderr
        result = self.resultclass(stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        began = _time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        took = _time.perf_counter() - began
        result.printErrors()
        run = result.testsRun
        stream.write(f'{"-" * 70}\nRan {run} test{"" if run == 1 else "s"} in {took:.3f}s\n\n')
        notes = [f'{name}={len(list)}' for name, list in (
            ('failures', result.failures), ('errors', result.errors), ('skipped', result.skipped),
            ('expected failures', result.expectedFailures), ('unexpected successes', result.unexpectedSuccesses)) if list]
        word = 'FAILED' if not result.wasSuccessful() else 'NO TESTS RAN' if run == 0 and not result.skipped else 'OK'
        stream.write(f'{word} ({", ".join(notes)})\n' if notes else f'{word}\n')
        stream.flush()
        return result


class TestProgram:
    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True,
                 verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False, durations=None):
        module = sys.modules[module] if isinstance(module, str) else module
        names = []
        for word in (sys.argv if argv is None else argv)[1:]:
            if word in ('-v', '--verbose'):
                verbosity = 2
            elif word in ('-q', '--quiet'):
                verbosity = 0
            elif word in ('-f', '--failfast'):
                failfast = True
            else:
                names.append(word)
        if isinstance(defaultTest, str):
            defaultTest = [defaultTest]
        names = names or defaultTest
        self.test = testLoader.loadTestsFromNames(names, module) if names else testLoader.loadTestsFromModule(module)
        if testRunner is None or isinstance(testRunner, type):
            testRunner = (testRunner or TextTestRunner)(verbosity=verbosity, failfast=bool(failfast))
        self.result = testRunner.run(self.test)
        if exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    _cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    value = cm.__enter__()
    addModuleCleanup(cm.__exit__, None, None, None)
    return value


def doModuleCleanups():
    while _cleanups:
        function, args, kwargs = _cleanups.pop()
        function(*args, **kwargs)
