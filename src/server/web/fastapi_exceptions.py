# fastapi.exceptions, and the handlers FastAPI has for them.

from fastapi.encoders import jsonable_encoder as _jsonable_encoder
from starlette.exceptions import HTTPException as StarletteHTTPException, WebSocketException as _WebSocketException
from starlette.responses import JSONResponse as _JSONResponse, Response as _Response


class HTTPException(StarletteHTTPException):
    def __init__(self, status_code, detail=None, headers=None):
        super().__init__(status_code, detail, headers)


class WebSocketException(_WebSocketException):
    pass


class FastAPIError(RuntimeError):
    pass


class ValidationException(Exception):
    def __init__(self, errors, *, endpoint_ctx=None):
        self._errors = errors
        self.endpoint_ctx = endpoint_ctx

    def errors(self):
        return self._errors

    def __str__(self):
        n, where = len(self._errors), self.endpoint_ctx
        lines = [f"{n} validation error{'' if n == 1 else 's'}:"] + [f'  {e}' for e in self._errors]
        if where:
            lines.extend(['', f'  File "{where[0]}", line {where[1]}, in {where[2]}', f'    {where[3]}'])
        return '\n'.join(lines)


class RequestValidationError(ValidationException):
    def __init__(self, errors, *, body=None, endpoint_ctx=None):
        super().__init__(errors, endpoint_ctx=endpoint_ctx)
        self.args = (errors,)
        self.body = body


class WebSocketRequestValidationError(ValidationException):
    pass


class ResponseValidationError(ValidationException):
    def __init__(self, errors, *, body=None, endpoint_ctx=None):
        super().__init__(errors, endpoint_ctx=endpoint_ctx)
        self.body = body


def bodiless(status):
    return status is not None and (status < 200 or status == 204 or status == 205 or status == 304)


async def http_exception_handler(request, exc):
    headers = getattr(exc, 'headers', None)
    if bodiless(exc.status_code):
        return _Response(status_code=exc.status_code, headers=headers)
    return _JSONResponse({'detail': exc.detail}, exc.status_code, headers)


async def request_validation_exception_handler(request, exc):
    return _JSONResponse({'detail': _jsonable_encoder(exc.errors())}, 422)


async def websocket_request_validation_exception_handler(websocket, exc):
    await websocket.close(code=1008, reason=str(_jsonable_encoder(exc.errors())))
