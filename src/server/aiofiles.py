# aiofiles: the files of open(), read and written on the threads of asyncio's default executor, as the real one does.

import asyncio as _asyncio
from functools import partial as _partial
from _files import open as _open


async def _on_thread(f, *args, **options):
    return await _asyncio.get_running_loop().run_in_executor(None, _partial(f, *args, **options))


class _AsyncFile:
    def __init__(self, file):
        self._file = file

    name = property(lambda self: self._file.name)
    mode = property(lambda self: self._file.mode)
    closed = property(lambda self: self._file.closed)
    encoding = property(lambda self: self._file.encoding)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()


def _awaited(name):
    async def call(self, *args, **options):
        return await _on_thread(getattr(self._file, name), *args, **options)
    return call


for _name in ('read', 'readline', 'readlines', 'write', 'writelines', 'seek', 'tell', 'truncate', 'flush', 'close', 'readable', 'writable', 'seekable'):
    setattr(_AsyncFile, _name, _awaited(_name))


class _Opening:
    # Both `await aiofiles.open(...)` and `async with aiofiles.open(...) as f`.
    def __init__(self, args, options):
        self._call = args, options

    async def _opened(self):
        args, options = self._call
        return _AsyncFile(await _on_thread(_open, *args, **options))

    def __await__(self):
        return self._opened().__await__()

    async def __aenter__(self):
        self._file = await self._opened()
        return self._file

    async def __aexit__(self, *exc_info):
        await self._file.close()


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None, *, loop=None, executor=None):
    return _Opening((file, mode), {'encoding': encoding, 'errors': errors, 'newline': newline})
