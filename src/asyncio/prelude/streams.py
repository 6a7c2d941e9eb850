# Streams: readers and writers of connections, on asyncio.network. Loaded when they are asked for.

from asyncio import IncompleteReadError, LimitOverrunError, get_event_loop, get_running_loop, iscoroutine, sleep
from asyncio.network import Protocol
from collections import deque as _deque

_LIMIT = 64 * 1024


async def open_connection(host=None, port=None, *, limit=_LIMIT, **options):
    loop = get_running_loop()
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await loop.create_connection(lambda: protocol, host, port, **options)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def open_unix_connection(path=None, *, limit=_LIMIT, **options):
    loop = get_running_loop()
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await loop.create_unix_connection(lambda: protocol, path, **options)
    return reader, StreamWriter(transport, protocol, reader, loop)


def _for_clients(client_connected_cb, limit, loop):
    return lambda: StreamReaderProtocol(StreamReader(limit=limit, loop=loop), client_connected_cb, loop=loop)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_LIMIT, **options):
    loop = get_running_loop()
    return await loop.create_server(_for_clients(client_connected_cb, limit, loop), host, port, **options)


async def start_unix_server(client_connected_cb, path=None, *, limit=_LIMIT, **options):
    loop = get_running_loop()
    return await loop.create_unix_server(_for_clients(client_connected_cb, limit, loop), path, **options)


def _settle(future, exc):
    # Tells who waits: of an error, if there is one.
    if not future.done():
        if exc is None:
            future.set_result(None)
        else:
            future.set_exception(exc)


class FlowControlMixin(Protocol):
    def __init__(self, loop=None):
        self._loop = loop or get_event_loop()
        self._drain_waiters = _deque()
        self._paused = self._connection_lost = False

    def _tell_waiters(self, exc=None):
        for waiter in self._drain_waiters:
            _settle(waiter, exc)

    def pause_writing(self):
        self._paused = True

    def resume_writing(self):
        self._paused = False
        self._tell_waiters()

    def connection_lost(self, exc):
        self._connection_lost = True
        if self._paused:
            self._tell_waiters(exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError('Connection lost')
        if not self._paused:
            return
        self._drain_waiters.append(waiter := self._loop.create_future())
        try:
            await waiter
        finally:
            self._drain_waiters.remove(waiter)


class StreamReaderProtocol(FlowControlMixin):
    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop=loop)
        self._stream_reader = stream_reader
        self._client_connected_cb = client_connected_cb
        self._transport = self._task = None
        self._closed = self._loop.create_future()

    def connection_made(self, transport):
        self._transport = transport
        reader = self._stream_reader
        if reader is not None:
            reader.set_transport(transport)
        if self._client_connected_cb is not None:
            result = self._client_connected_cb(reader, StreamWriter(transport, self, reader, self._loop))
            if iscoroutine(result):
                self._task = self._loop.create_task(result)
                self._task.add_done_callback(self._served)

    def _served(self, task):
        transport = self._transport
        if not task.cancelled() and task.exception() is not None:
            self._loop.call_exception_handler({
                'message': 'Unhandled exception in client_connected_cb',
                'exception': task.exception(),
                'transport': transport,
            })
        elif not task.cancelled():
            return
        if transport is not None:
            transport.close()

    def connection_lost(self, exc):
        reader = self._stream_reader
        if reader is not None:
            if exc is None:
                reader.feed_eof()
            else:
                reader.set_exception(exc)
        _settle(self._closed, exc)
        # Who waits for it is told; nobody has to.
        self._closed.cancelled() or self._closed.exception()
        super().connection_lost(exc)
        self._stream_reader = self._task = self._transport = None

    def data_received(self, data):
        if self._stream_reader is not None:
            self._stream_reader.feed_data(data)

    def eof_received(self):
        if self._stream_reader is not None:
            self._stream_reader.feed_eof()
        return True

    def _get_close_waiter(self, stream):
        return self._closed


class StreamWriter:
    def __init__(self, transport, protocol, reader, loop):
        self._transport, self._protocol, self._reader, self._loop = transport, protocol, reader, loop

    def __repr__(self):
        text = f'<{type(self).__name__} transport={self._transport!r}'
        return text + ('>' if self._reader is None else f' reader={self._reader!r}>')

    @property
    def transport(self):
        return self._transport

    def write(self, data):
        self._transport.write(data)

    def writelines(self, data):
        self._transport.writelines(data)

    def write_eof(self):
        return self._transport.write_eof()

    def can_write_eof(self):
        return self._transport.can_write_eof()

    def close(self):
        return self._transport.close()

    def is_closing(self):
        return self._transport.is_closing()

    async def wait_closed(self):
        await self._protocol._get_close_waiter(self)

    def get_extra_info(self, name, default=None):
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        if self._reader is not None:
            exc = self._reader.exception()
            if exc is not None:
                raise exc
        if self._transport.is_closing():
            # So that connection_lost() gets its turn.
            await sleep(0)
        await self._protocol._drain_helper()

    async def start_tls(self, *args, **kwargs):
        from asyncio import _refuse
        _refuse('ssl needs keys and a network')

    def __del__(self):
        if not self._transport.is_closing() and not self._loop.is_closed():
            self.close()


class StreamReader:
    def __init__(self, limit=_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        self._limit = limit
        self._loop = get_event_loop() if loop is None else loop
        self._buffer = bytearray()
        self._eof = False
        self._waiter = self._exception = self._transport = None
        self._paused = False

    def __repr__(self):
        told = {
            f'{len(self._buffer)} bytes': self._buffer, 'eof': self._eof, f'limit={self._limit}': self._limit != _LIMIT,
            f'waiter={self._waiter!r}': self._waiter, f'exception={self._exception!r}': self._exception,
            f'transport={self._transport!r}': self._transport, 'paused': self._paused,
        }
        return f"<{' '.join(['StreamReader', *[text for text, holds in told.items() if holds]])}>"

    def exception(self):
        return self._exception

    def set_exception(self, exc):
        self._exception = exc
        self._wakeup_waiter(exc)

    def _wakeup_waiter(self, exc=None):
        if self._waiter is not None:
            _settle(self._waiter, exc)
        self._waiter = None

    def set_transport(self, transport):
        assert self._transport is None, 'Transport already set'
        self._transport = transport

    def _maybe_resume_transport(self):
        if self._paused and len(self._buffer) <= self._limit:
            self._paused = False
            self._transport.resume_reading()

    def feed_eof(self):
        self._eof = True
        self._wakeup_waiter()

    def at_eof(self):
        return self._eof and not self._buffer

    def feed_data(self, data):
        assert not self._eof, 'feed_data after feed_eof'
        if not data:
            return
        self._buffer.extend(data)
        self._wakeup_waiter()
        if self._transport is not None and not self._paused and len(self._buffer) > 2 * self._limit:
            self._transport.pause_reading()
            self._paused = True

    async def _wait_for_data(self, func_name):
        if self._waiter is not None:
            raise RuntimeError(f'{func_name}() called while another coroutine is already waiting for incoming data')
        assert not self._eof, '_wait_for_data after EOF'
        if self._paused:
            self._paused = False
            self._transport.resume_reading()
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _take(self, size):
        data = bytes(self._buffer[:size])
        self._buffer = self._buffer[size:]
        self._maybe_resume_transport()
        return data

    async def readline(self):
        try:
            return await self.readuntil(b'\n')
        except IncompleteReadError as exc:
            return exc.partial
        except LimitOverrunError as exc:
            # The line is thrown away, or as much of it as there is.
            at = exc.consumed
            if self._buffer.startswith(b'\n', at):
                self._buffer = self._buffer[at + 1:]
            else:
                self._buffer.clear()
            self._maybe_resume_transport()
            raise ValueError(exc.args[0])

    async def readuntil(self, separator=b'\n'):
        ends = sorted(separator, key=len) if isinstance(separator, tuple) else [separator]
        if not ends:
            raise ValueError('Separator should contain at least one element')
        if not ends[0]:
            raise ValueError('Separator should be at least one-byte string')
        if self._exception is not None:
            raise self._exception
        longest = len(ends[-1])
        looked = 0
        while True:
            if len(self._buffer) - looked >= len(ends[0]):
                found = [(at + len(end), at) for end in ends if (at := self._buffer.find(end, looked)) != -1]
                if found:
                    stop, at = min(found)
                    break
                looked = max(0, len(self._buffer) + 1 - longest)
                if looked > self._limit:
                    raise LimitOverrunError('Separator is not found, and chunk exceed the limit', looked)
            if self._eof:
                raise IncompleteReadError(self._take(len(self._buffer)), None)
            await self._wait_for_data('readuntil')
        if at > self._limit:
            raise LimitOverrunError('Separator is found, but chunk is longer than limit', at)
        return self._take(stop)

    async def read(self, n=-1):
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b''
        if n < 0:
            blocks = []
            while block := await self.read(self._limit):
                blocks.append(block)
            return b''.join(blocks)
        if not self._buffer and not self._eof:
            await self._wait_for_data('read')
        return self._take(n)

    async def readexactly(self, n):
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b''
        while len(self._buffer) < n:
            if self._eof:
                raise IncompleteReadError(self._take(len(self._buffer)), n)
            await self._wait_for_data('readexactly')
        return self._take(n)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line


for _cls in (FlowControlMixin, StreamReaderProtocol, StreamWriter, StreamReader):
    _cls.__module__ = 'asyncio.streams'
