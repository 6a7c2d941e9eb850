# aiofiles: files that exist only here, in memory; reading and writing is awaited.

from _services import service as _service

_contents = {}


class _File:
    def __init__(self, name, mode):
        self.name = str(name)
        self._mode = mode
        self._at = 0

    async def __aenter__(self):
        if 'r' in self._mode and '+' not in self._mode and self.name not in _contents:
            raise FileNotFoundError(2, 'No such file or directory', self.name)
        if 'w' in self._mode:
            _contents[self.name] = ''
        return self

    async def __aexit__(self, *exc_info):
        pass

    async def read(self, size=-1):
        await _service('files').wait()
        text = _contents.get(self.name, '')[self._at:]
        if size >= 0:
            text = text[:size]
        self._at += len(text)
        return text.encode() if 'b' in self._mode else text

    async def write(self, data):
        await _service('files').wait()
        _contents[self.name] = _contents.get(self.name, '') + (data.decode() if isinstance(data, bytes) else data)
        return len(data)

    async def readlines(self):
        return (await self.read()).splitlines(keepends=True)

    async def __aiter__(self):
        for line in await self.readlines():
            yield line

    async def flush(self):
        pass

    async def close(self):
        pass


def open(file, mode='r', **options):
    return _File(file, mode)
