//! What CPython 3.13 prints for an exception: `traceback.format_exception`.
