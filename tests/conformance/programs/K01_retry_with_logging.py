import asyncio
import functools
import logging
import time
from typing import Any, Awaitable, Callable, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

logging.basicConfig(level=logging.DEBUG, format="%(levelname)-8s %(name)s:%(lineno)d %(funcName)s | %(message)s")
log = logging.getLogger("retry")


class TransientError(Exception):
    def __init__(self, code: int, message: str = "temporary") -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


def retry(times: int = 3, base: float = 0.01, factor: float = 2.0, exceptions: tuple[type[BaseException], ...] = (TransientError,)):
    def decorator(func: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        @functools.wraps(func)
        async def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            delay = base
            for attempt in range(1, times + 1):
                try:
                    return await func(*args, **kwargs)
                except exceptions as exc:
                    if attempt == times:
                        log.error("giving up on %s after %d attempts", func.__name__, attempt, exc_info=False)
                        raise
                    log.warning("attempt %d/%d of %s failed: %s; retry in %.3fs", attempt, times, func.__name__, exc, delay)
                    await asyncio.sleep(delay)
                    delay *= factor
            raise AssertionError("unreachable")
        return wrapper
    return decorator


class Flaky:
    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.calls = 0

    @retry(times=4)
    async def fetch(self, url: str, *, verbose: bool = False) -> str:
        """Fetch a url."""
        self.calls += 1
        if self.calls <= self.failures:
            raise TransientError(503)
        log.debug("got %r (verbose=%s)", url, verbose)
        return f"<{url}>"


@retry(times=2, exceptions=(ValueError, KeyError))
async def always(kind: type[Exception]) -> None:
    raise kind("no way")


async def main() -> None:
    start = time.perf_counter()
    f = Flaky(2)
    print(await f.fetch("http://a", verbose=True), f.calls)
    print(f.fetch.__name__, f.fetch.__doc__, f.fetch.__wrapped__.__qualname__)
    try:
        await Flaky(9).fetch("http://b")
    except TransientError as e:
        print("failed", e, e.code, e.args)
    for kind in (ValueError, KeyError, TypeError):
        try:
            await always(kind)
        except Exception as e:
            print(type(e).__name__, e)
    try:
        await always(OSError)
    except OSError:
        log.exception("oops")
    print(f"{time.perf_counter() - start:.1f}")

asyncio.run(main())
