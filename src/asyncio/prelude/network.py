# A network of one computer: connections between programs' own loops, over its loopback addresses. Loaded when it is asked for.
# Transports, servers and protocols, as the selector loop has them.

from asyncio import CancelledError, _refuse, _set_result_unless_cancelled, get_running_loop, iscoroutine, sleep
from collections import deque as _deque
from sys import _module_table

_LOOPBACK = ('127.0.0.1', 'localhost', '::1')
# What a reader takes at once; what may lie unread before the simulator gives up.
_CHUNK = 256 * 1024
_UNREAD = 2 * 1024 * 1024

# Servers and datagram sockets by (kind, address); the next number for a port of nobody's choice, and for a socket.
_listening = {}
_next_port = 40000
_next_fd = 6


def _number_of_port():
    global _next_port
    _next_port += 1
    return _next_port


def _number_of_socket():
    global _next_fd
    _next_fd += 1
    return _next_fd - 1


def _address(host, port):
    if isinstance(port, str):
        _refuse(f'the service {port!r}: give the number of a port')
    return ('127.0.0.1', port)


def _no_ssl(ssl):
    if ssl:
        _refuse('ssl needs keys and a network')


async def _resolve(loop, host):
    # A name is looked up by a thread of the pool; numbers are not.
    if host is None or not all([part.isdigit() for part in host.split('.')]):
        await loop.run_in_executor(None, str)


class TransportSocket:
    __module__ = 'asyncio.trsock'

    def __init__(self, kind, local, remote=None):
        self._kind, self._local, self._remote = kind, local, remote
        self._fd = _number_of_socket()

    def __repr__(self):
        family, kind, proto = {'tcp': (2, 1, 6), 'udp': (2, 2, 17)}.get(self._kind, (1, 1, 0))
        text = f'<asyncio.TransportSocket fd={self._fd}, family={family}, type={kind}, proto={proto}, laddr={self._local!r}'
        return text + ('>' if self._remote is None else f', raddr={self._remote!r}>')

    def getsockname(self):
        return self._local

    def getpeername(self):
        if self._remote is None:
            raise OSError(107, 'Transport endpoint is not connected')
        return self._remote

    def fileno(self):
        return self._fd

    def setsockopt(self, *args):
        pass

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        _refuse(f'{name} of a socket')


class _End:
    # One end of a connection: what has come, and who is told of it when the loop next looks.

    def __init__(self, sock):
        self.sock = sock
        self.peer = None
        self.came = bytearray()
        self.eof = self.reset = self.closed = False
        self._loop = self._callback = None
        self._told = False

    def watch(self, loop, callback):
        self._loop, self._callback = loop, callback
        self.look()

    def unwatch(self):
        self._callback = None

    def look(self):
        if self._callback is not None and not self._told and (self.came or self.eof or self.reset):
            self._told = True
            self._loop._polled(self._ready)

    def _ready(self):
        self._told = False
        if self._callback is not None:
            self._callback()
            self.look()

    def send(self, data):
        if self.reset:
            raise BrokenPipeError(32, 'Broken pipe')
        peer = self.peer
        if peer.closed:
            # It answers that nobody is there.
            self.reset = True
            self.look()
            return
        peer.came += data
        if len(peer.came) > _UNREAD:
            _refuse('more than 2 MB on a connection that nobody reads')
        peer.look()

    def receive(self):
        if self.came:
            data = bytes(self.came[:_CHUNK])
            self.came = self.came[_CHUNK:]
            return data
        if self.reset:
            raise ConnectionResetError(104, 'Connection reset by peer')
        return b''

    def shut(self):
        self.peer.eof = True
        self.peer.look()

    def close(self):
        if not self.closed:
            self.closed = True
            if self.came:
                # Thrown away unread: the other end is told so.
                self.peer.reset = True
            self.shut()


def _connected(kind, client, server):
    one, other = _End(TransportSocket(kind, client, server)), _End(TransportSocket(kind, server, client))
    one.peer, other.peer = other, one
    return one, other


class BaseProtocol:
    __module__ = 'asyncio.protocols'
    __slots__ = ()

    def connection_made(self, transport):
        pass

    def connection_lost(self, exc):
        pass

    def pause_writing(self):
        pass

    def resume_writing(self):
        pass


class Protocol(BaseProtocol):
    __module__ = 'asyncio.protocols'
    __slots__ = ()

    def data_received(self, data):
        pass

    def eof_received(self):
        pass


class BufferedProtocol(BaseProtocol):
    __module__ = 'asyncio.protocols'
    __slots__ = ()

    def get_buffer(self, sizehint):
        pass

    def buffer_updated(self, nbytes):
        pass

    def eof_received(self):
        pass


class DatagramProtocol(BaseProtocol):
    __module__ = 'asyncio.protocols'
    __slots__ = ()

    def datagram_received(self, data, addr):
        pass

    def error_received(self, exc):
        pass


class BaseTransport:
    __module__ = 'asyncio.transports'

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        return self._extra.get(name, default)


class ReadTransport(BaseTransport):
    __module__ = 'asyncio.transports'


class WriteTransport(BaseTransport):
    __module__ = 'asyncio.transports'

    def writelines(self, list_of_data):
        self.write(b''.join(list_of_data))


class Transport(ReadTransport, WriteTransport):
    __module__ = 'asyncio.transports'


class DatagramTransport(BaseTransport):
    __module__ = 'asyncio.transports'


class _SelectorSocketTransport(Transport):
    __module__ = 'asyncio.selector_events'

    def __init__(self, loop, end, protocol, waiter, server=None):
        sock = end.sock
        super().__init__({'socket': sock, 'sockname': sock._local, 'peername': sock._remote})
        self._loop, self._end, self._protocol, self._server = loop, end, protocol, server
        self._closing = self._over = self._eof = self._paused = False
        self._lost = 0
        self._limits = (16 * 1024, 64 * 1024)
        if server is not None:
            server._attach(self)
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._add_reader)
        loop.call_soon(_set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        text = f'<{type(self).__name__}'
        if self._over:
            text += ' closed'
        elif self._closing:
            text += ' closing'
        text += f' fd={self._end.sock._fd}'
        if not self._over:
            text += f" read={'idle' if self._end._callback is None else 'polling'} write=<idle, bufsize=0>"
        return text + '>'

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    def is_closing(self):
        return self._closing

    def is_reading(self):
        return not self._closing and not self._paused

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._end.unwatch()

    def resume_reading(self):
        if not self._closing and self._paused:
            self._paused = False
            self._add_reader()

    def _add_reader(self):
        if self.is_reading():
            self._end.watch(self._loop, self._read_ready)

    def _read_ready(self):
        if self._lost:
            return
        protocol = self._protocol
        try:
            data = self._end.receive()
        except OSError as exc:
            self._fail(exc, 'Fatal read error on socket transport')
            return
        try:
            if not data:
                what = 'eof_received'
                if protocol.eof_received():
                    self._end.unwatch()
                else:
                    self.close()
            elif isinstance(protocol, BufferedProtocol):
                what = 'buffer_updated'
                while data:
                    buffer = protocol.get_buffer(-1)
                    size = min(len(buffer), len(data))
                    if not size:
                        raise RuntimeError('get_buffer() returned an empty buffer')
                    buffer[:size] = data[:size]
                    protocol.buffer_updated(size)
                    data = data[size:]
            else:
                what = 'data_received'
                protocol.data_received(data)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._fail(exc, f'Fatal error: protocol.{what}() call failed.')

    def write(self, data):
        if not isinstance(data, (bytes, bytearray)) and type(data).__name__ != 'memoryview':
            raise TypeError(f'data argument must be a bytes-like object, not {type(data).__name__!r}')
        if self._eof:
            raise RuntimeError('Cannot call write() after write_eof()')
        if not data:
            return
        if self._lost:
            if self._lost >= 5:
                _module_table()['asyncio'].log.logger.warning('socket.send() raised exception.')
            self._lost += 1
            return
        try:
            self._end.send(data)
        except OSError as exc:
            self._fail(exc, 'Fatal write error on socket transport')

    def can_write_eof(self):
        return True

    def write_eof(self):
        if not self._closing and not self._eof:
            self._eof = True
            self._end.shut()

    def get_write_buffer_size(self):
        # What is written is in the other's buffer at once.
        return 0

    def get_write_buffer_limits(self):
        return self._limits

    def set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = 64 * 1024 if low is None else 4 * low
        if low is None:
            low = high // 4
        if not high >= low >= 0:
            raise ValueError(f'high ({high!r}) must be >= low ({low!r}) must be >= 0')
        self._limits = (low, high)

    def close(self):
        if not self._closing:
            self._closing = True
            self._end.unwatch()
            self._lost += 1
            self._loop.call_soon(self._call_connection_lost, None)

    def abort(self):
        self._force_close(None)

    def _fail(self, exc, message):
        if not isinstance(exc, OSError):
            self._loop.call_exception_handler({
                'message': message, 'exception': exc, 'transport': self, 'protocol': self._protocol})
        self._force_close(exc)

    def _force_close(self, exc):
        if not self._lost:
            self._closing = True
            self._end.unwatch()
            self._lost += 1
            self._loop.call_soon(self._call_connection_lost, exc)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            self._over = True
            self._end.close()
            if self._server is not None:
                self._server._detach(self)


class Server:
    __module__ = 'asyncio.base_events'

    def __init__(self, loop, socks, factory):
        self._loop, self._socks, self._factory = loop, socks, factory
        self._open = {}
        self._waiters = []
        self._serving = False
        self._forever = None
        self._arrived = _deque()

    def __repr__(self):
        return f'<{type(self).__name__} sockets={self.sockets}>'

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()

    @property
    def sockets(self):
        return () if self._socks is None else tuple(self._socks)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    def _attach(self, transport):
        self._open[transport] = None

    def _detach(self, transport):
        self._open.pop(transport, None)
        if not self._open and self._socks is None:
            self._wake()

    def _wake(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    def _arrive(self, end):
        # As if the listening socket had become readable.
        self._arrived.append(end)
        if len(self._arrived) == 1 and self._serving:
            self._loop._polled(self._accept)

    def _accept(self):
        while self._arrived and self._serving:
            self._loop.create_task(self._accept_one(self._arrived.popleft()))

    async def _accept_one(self, end):
        try:
            protocol = self._factory()
            waiter = self._loop.create_future()
            transport = _SelectorSocketTransport(self._loop, end, protocol, waiter, self)
            try:
                await waiter
            except BaseException:
                transport.close()
                raise
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if self._loop.get_debug():
                self._loop.call_exception_handler({
                    'message': 'Error on transport creation for incoming connection', 'exception': exc})

    def _start(self):
        if not self._serving:
            self._serving = True
            if self._arrived:
                self._loop._polled(self._accept)

    async def start_serving(self):
        self._start()
        await sleep(0)

    async def serve_forever(self):
        if self._forever is not None:
            raise RuntimeError(f'server {self!r} is already being awaited on serve_forever()')
        if self._socks is None:
            raise RuntimeError(f'server {self!r} is closed')
        self._start()
        self._forever = self._loop.create_future()
        try:
            await self._forever
        except CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._forever = None

    def close(self):
        if self._socks is None:
            return
        for sock in self._socks:
            del _listening[sock._kind, sock._local]
        for end in self._arrived:
            end.close()
        self._arrived.clear()
        self._socks = None
        self._serving = False
        if self._forever is not None and not self._forever.done():
            self._forever.cancel()
            self._forever = None
        if not self._open:
            self._wake()

    def close_clients(self):
        for transport in list(self._open):
            transport.close()

    def abort_clients(self):
        for transport in list(self._open):
            transport.abort()

    async def wait_closed(self):
        if self._waiters is not None:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            await waiter


def _listen(loop, factory, kind, address, start):
    if (kind, address) in _listening:
        raise OSError(98, f'error while attempting to bind on address {address!r}: [errno 98] address already in use')
    server = Server(loop, [TransportSocket(kind, address)], factory)
    _listening[kind, address] = server
    if start:
        server._start()
    return server


async def _connect(loop, factory, kind, address, own):
    server = _listening.get((kind, address))
    arrived = loop.create_future()
    if server is None:
        loop._polled(_set_result_unless_cancelled, arrived, None)
        await arrived
        if kind == 'unix':
            raise FileNotFoundError(2, 'No such file or directory')
        raise ConnectionRefusedError(111, f'Connect call failed {address!r}')
    end, other = _connected(kind, own, address)
    server._arrive(other)
    loop._polled(_set_result_unless_cancelled, arrived, None)
    await arrived
    protocol = factory()
    waiter = loop.create_future()
    transport = _SelectorSocketTransport(loop, end, protocol, waiter)
    try:
        await waiter
    except BaseException:
        transport.close()
        raise
    return transport, protocol


async def create_server(loop, protocol_factory, host=None, port=None, *, ssl=None, sock=None, start_serving=True, **options):
    _no_ssl(ssl)
    if sock is not None:
        _refuse('a server on a socket made elsewhere')
    if host is not None and host not in _LOOPBACK and host not in ('', '0.0.0.0', '::'):
        _refuse(f'a server on {host}: there are only loopback addresses')
    await _resolve(loop, host)
    local, port = _address(host, port)
    if host in ('0.0.0.0', None, ''):
        local = '0.0.0.0'
    port = port or _number_of_port()
    if any([('tcp', (each, port)) in _listening for each in ('0.0.0.0', '127.0.0.1')]):
        raise OSError(98, f'error while attempting to bind on address {(local, port)!r}: [errno 98] address already in use')
    server = _listen(loop, protocol_factory, 'tcp', (local, port), start_serving)
    if start_serving:
        await sleep(0)
    return server


async def create_connection(loop, protocol_factory, host=None, port=None, *, ssl=None, sock=None, **options):
    _no_ssl(ssl)
    if sock is not None:
        _refuse('a connection over a socket made elsewhere')
    if host is None and port is None:
        raise ValueError('host and port was not specified and no sock specified')
    if host not in _LOOPBACK and host not in ('0.0.0.0', None):
        _refuse(f'a connection to {host}: there is no network, only what the program itself serves')
    await _resolve(loop, host)
    address = _address(host, port)
    if ('tcp', ('0.0.0.0', port)) in _listening:
        _listening['tcp', address] = _listening['tcp', ('0.0.0.0', port)]
        try:
            return await _connect(loop, protocol_factory, 'tcp', address, ('127.0.0.1', _number_of_port()))
        finally:
            del _listening['tcp', address]
    return await _connect(loop, protocol_factory, 'tcp', address, ('127.0.0.1', _number_of_port()))


async def create_unix_server(loop, protocol_factory, path=None, *, ssl=None, sock=None, start_serving=True, **options):
    _no_ssl(ssl)
    server = _listen(loop, protocol_factory, 'unix', str(path), start_serving)
    if start_serving:
        await sleep(0)
    return server


async def create_unix_connection(loop, protocol_factory, path=None, *, ssl=None, sock=None, **options):
    _no_ssl(ssl)
    return await _connect(loop, protocol_factory, 'unix', str(path), '')


class _SelectorDatagramTransport(DatagramTransport):
    __module__ = 'asyncio.selector_events'

    def __init__(self, loop, protocol, local, remote, waiter):
        sock = TransportSocket('udp', local, remote)
        super().__init__({'socket': sock, 'sockname': local, 'peername': remote})
        self._loop, self._protocol, self._local, self._remote = loop, protocol, local, remote
        self._came = _deque()
        self._closing = False
        _listening['udp', local] = self
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(_set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        return f"<{type(self).__name__}{' closing' if self._closing else ''} fd={self._extra['socket']._fd}>"

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    def is_closing(self):
        return self._closing

    def get_write_buffer_size(self):
        return 0

    def sendto(self, data, addr=None):
        if not isinstance(data, (bytes, bytearray)) and type(data).__name__ != 'memoryview':
            raise TypeError(f'data argument must be a bytes-like object, not {type(data).__name__!r}')
        if self._remote and addr not in (None, self._remote):
            raise ValueError(f'Invalid address: must be None or {self._remote}')
        addr = addr or self._remote
        if addr[0] not in _LOOPBACK:
            _refuse(f'a datagram to {addr[0]}: there is no network')
        other = _listening.get(('udp', ('127.0.0.1', addr[1])))
        if other is not None:
            other._came.append((bytes(data), self._local))
            if len(other._came) == 1:
                other._loop._polled(other._read_ready)
        elif self._remote:
            self._came.append((ConnectionRefusedError(111, 'Connection refused'), None))
            if len(self._came) == 1:
                self._loop._polled(self._read_ready)

    def _read_ready(self):
        if self._closing:
            return
        data, addr = self._came.popleft()
        if self._came:
            self._loop._polled(self._read_ready)
        if addr is None:
            self._protocol.error_received(data)
        else:
            self._protocol.datagram_received(data, addr)

    def close(self):
        if not self._closing:
            self._closing = True
            self._loop.call_soon(self._call_connection_lost, None)

    abort = close

    def _call_connection_lost(self, exc):
        del _listening['udp', self._local]
        self._protocol.connection_lost(exc)


async def create_datagram_endpoint(loop, protocol_factory, local_addr=None, remote_addr=None, **options):
    if options.get('sock') is not None:
        _refuse('a datagram endpoint on a socket made elsewhere')
    for host, _ in [addr for addr in (local_addr, remote_addr) if addr is not None]:
        if host not in _LOOPBACK and host != '0.0.0.0':
            _refuse(f'datagrams over {host}: there are only loopback addresses')
        await _resolve(loop, host)
    port = local_addr[1] if local_addr is not None else 0
    local = ('127.0.0.1', port or _number_of_port())
    if ('udp', local) in _listening:
        raise OSError(98, 'Address already in use')
    remote = None if remote_addr is None else ('127.0.0.1', remote_addr[1])
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = _SelectorDatagramTransport(loop, protocol, local, remote, waiter)
    await waiter
    return transport, protocol
