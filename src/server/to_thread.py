# anyio.to_thread.

from anyio import _run_sync as run_sync, current_default_thread_limiter
