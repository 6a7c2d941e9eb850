# Test cases, also asynchronous ones, and what a runner writes of them.
import asyncio, unittest, sys
def add(a, b): return a + b
class TestAdd(unittest.TestCase):
    def setUp(self): self.x = 1
    def test_ok(self): self.assertEqual(add(1, 2), 3)
    def test_fail(self):
        "What fails."
        self.assertEqual(add(1, 2), 4, "sum")
    def test_error(self): raise ValueError("boom")
    @unittest.skip("later")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_exp(self): self.assertTrue(False)
    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as cm:
            1 / 0
        self.assertIn("zero", str(cm.exception))
        with self.assertRaisesRegex(ValueError, "bo+m"): raise ValueError("boom")
        self.assertRaises(KeyError, {}.__getitem__, 1)
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    def test_not_raised(self):
        with self.assertRaises(KeyError): pass
class TestAsync(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): self.q = asyncio.Queue(); await self.q.put(1)
    async def test_get(self):
        self.assertEqual(await self.q.get(), 1)
    async def test_timeout(self):
        with self.assertRaises(asyncio.TimeoutError):
            async with asyncio.timeout(0.01): await asyncio.sleep(1)
    async def asyncTearDown(self): pass
import io
out = io.StringIO()
if __name__ == '__main__':
    import re
    result = unittest.TextTestRunner(out, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(TestAdd))
    print(re.sub(r'File ".*?"', 'File', re.sub(r"in \d+\.\d+s", "in ns", out.getvalue())))
    print(result)
    out = io.StringIO()
    unittest.main(verbosity=1, exit=False, testRunner=unittest.TextTestRunner(out), defaultTest="TestAsync", argv=["x"])
    print(re.sub(r"in \d+\.\d+s", "in ns", out.getvalue()))
