//! What a web program needs: FastAPI's part of the world as modules in Python (`*.py` beside this file) over the simulated
//! asyncio and threads, and the load that is sent to it.
//!
//! Costs are those of FastAPI 0.165 under uvicorn 0.54 with CPython 3.13, measured (`tests/reference/fastapi.json`).

mod load;

pub use load::LoadSpec;

use crate::asyncio::{self, Runtime};
use crate::machine::SYSTEM_CALL;
use crate::python::native::{Args, NativeDef, R};
use crate::python::vm::{ModuleDef, Vm};

static LOAD: &[NativeDef] = &[
    NativeDef::function("_spend", 1, 1, load::spend),
    NativeDef::function("_report", 1, 1, load::report),
    NativeDef::external("_system_call", 0, 0, SYSTEM_CALL),
    NativeDef::function("_program_text", 0, 0, program_text),
];

const MODULES: &[(&str, &[NativeDef], &str)] = &[
    ("fastapi", &[], include_str!("fastapi.py")),
    ("fastapi.applications", &[], "from fastapi import FastAPI\n"),
    ("fastapi.params", &[], include_str!("web/params.py")),
    (
        "fastapi.param_functions",
        &[],
        "from fastapi import Body, Cookie, Depends, File, Form, Header, Path, Query, Security\n",
    ),
    ("fastapi.routing", &[], include_str!("web/routing.py")),
    ("fastapi.encoders", &[], include_str!("web/encoders.py")),
    ("fastapi.exceptions", &[], include_str!("web/fastapi_exceptions.py")),
    (
        "fastapi.exception_handlers",
        &[],
        "from fastapi.exceptions import http_exception_handler, request_validation_exception_handler, \
         websocket_request_validation_exception_handler\n",
    ),
    ("fastapi.datastructures", &[], "from starlette.datastructures import *\n"),
    ("fastapi.concurrency", &[], "from starlette.concurrency import run_in_threadpool, iterate_in_threadpool\n"),
    ("fastapi.responses", &[], RESPONSES),
    ("fastapi.requests", &[], "from starlette.requests import HTTPConnection, Request\n"),
    ("fastapi.background", &[], "from starlette.background import BackgroundTasks\n"),
    ("fastapi.websockets", &[], "from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState\n"),
    ("fastapi.testclient", &[], "from starlette.testclient import TestClient\n"),
    ("fastapi.middleware", &[], "from starlette.middleware import Middleware\n"),
    ("fastapi.middleware.cors", &[], CORS),
    ("fastapi.middleware.gzip", &[], GZIP),
    ("fastapi.middleware.trustedhost", &[], TRUSTED_HOST),
    ("fastapi.middleware.httpsredirect", &[], HTTPS_REDIRECT),
    ("fastapi.status", &[], "from starlette.status import *\n"),
    ("urllib", &[], ""),
    ("urllib.parse", &[], include_str!("web/urllib_parse.py")),
    ("http", &[], include_str!("web/http.py")),
    ("_cookies", &[], include_str!("web/http_cookies.py")),
    ("starlette", &[], ""),
    ("starlette.status", &[], include_str!("web/status.py")),
    ("starlette.concurrency", &[], include_str!("web/concurrency.py")),
    ("starlette.datastructures", &[], include_str!("web/datastructures.py")),
    ("starlette.requests", &[], include_str!("web/requests.py")),
    ("starlette.responses", &[], include_str!("web/responses.py")),
    ("starlette.websockets", &[], include_str!("web/websockets.py")),
    ("starlette.background", &[], include_str!("web/background.py")),
    ("starlette.exceptions", &[], include_str!("web/exceptions.py")),
    ("starlette.middleware", &[], include_str!("web/middleware.py")),
    ("starlette.middleware.base", &[], "from starlette.middleware import BaseHTTPMiddleware, _as_asgi, _as_call\n"),
    ("starlette.middleware.cors", &[], CORS),
    ("starlette.middleware.gzip", &[], GZIP),
    ("starlette.middleware.trustedhost", &[], TRUSTED_HOST),
    ("starlette.middleware.httpsredirect", &[], HTTPS_REDIRECT),
    ("starlette.middleware.sessions", &[], "from starlette.middleware import SessionMiddleware\n"),
    ("starlette.testclient", &[], include_str!("web/testclient.py")),
    ("_pydantic_values", &[], include_str!("web/pydantic_values.py")),
    ("_pydantic_dump", &[], include_str!("web/pydantic_dump.py")),
    ("anyio", &[], include_str!("anyio.py")),
    ("anyio.to_thread", &[], include_str!("to_thread.py")),
    ("pydantic", &[], include_str!("pydantic.py")),
    ("uvicorn", &[], include_str!("uvicorn.py")),
    ("_load", LOAD, ""),
    ("_load_driver", &[], include_str!("load.py")),
    ("_services", &[], include_str!("services.py")),
    ("httpx", &[], include_str!("httpx.py")),
    ("requests", &[], include_str!("requests.py")),
    ("requests.exceptions", &[], REQUESTS),
    ("requests.adapters", &[], "from requests import HTTPAdapter\n"),
    ("requests.auth", &[], "from httpx import BasicAuth as HTTPBasicAuth\n"),
    ("aiohttp", &[], include_str!("aiohttp.py")),
    ("redis", &[], include_str!("redis.py")),
    ("redis.asyncio", &[], REDIS_AWAITED),
    (
        "redis.exceptions",
        &[],
        "from redis import ConnectionError, DataError, LockError, LockNotOwnedError, MaxConnectionsError, RedisError, \
         ResponseError, TimeoutError\n",
    ),
    ("_mongo", &[], include_str!("clients/mongo.py")),
    ("pymongo", &[], "from _mongo import ASCENDING, AsyncMongoClient, DESCENDING, MongoClient, ReturnDocument\n"),
    ("pymongo.errors", &[], MONGO_ERRORS),
    ("motor", &[], ""),
    ("motor.motor_asyncio", &[], "from _mongo import AsyncIOMotorClient\n"),
    ("bson", &[], "from _mongo import ObjectId\n"),
    ("bson.objectid", &[], "from _mongo import ObjectId\n"),
    ("bson.errors", &[], "from _mongo import InvalidId\n"),
    ("_aws", &[], include_str!("clients/aws.py")),
    ("boto3", &[], "from _aws import client, resource, BotoSession as Session\nimport boto3.session\n"),
    ("boto3.session", &[], "from _aws import BotoSession as Session\n"),
    ("aioboto3", &[], "from _aws import AioSession as Session\n"),
    ("aiobotocore", &[], ""),
    ("aiobotocore.session", &[], "from _aws import AioSession\nget_session = AioSession\n"),
    ("botocore", &[], ""),
    ("botocore.config", &[], "from _aws import Config\n"),
    ("botocore.exceptions", &[], AWS_ERRORS),
    ("websockets", &[], include_str!("clients/websockets.py")),
    ("websockets.asyncio", &[], ""),
    ("websockets.asyncio.client", &[], "from websockets import ClientConnection, connect\n"),
    (
        "websockets.exceptions",
        &[],
        "from websockets import ConnectionClosed, ConnectionClosedError, ConnectionClosedOK, InvalidURI, WebSocketException\n",
    ),
    ("_databases", &[], include_str!("databases.py")),
    ("asyncpg", &[], ASYNCPG),
    ("_sql", &[], include_str!("clients/sql.py")),
    ("asyncpg.exceptions", &[], ASYNCPG_ERRORS),
    ("psycopg2", &[], PSYCOPG2),
    ("psycopg2.errors", &[], "from _databases import DuplicateTable, UndefinedColumn, UniqueViolation\n"),
    ("psycopg2.extras", &[], "from _databases import RealDictCursor\n"),
    (
        "psycopg2.pool",
        &[],
        "from _databases import PoolError, ThreadedConnectionPool\nSimpleConnectionPool = ThreadedConnectionPool\n",
    ),
    ("psycopg.rows", &[], "from _databases import dict_row\n"),
    ("psycopg.errors", &[], "from _databases import DuplicateTable, UndefinedColumn, UniqueViolation\n"),
    ("psycopg_pool", &[], "from _databases import AsyncConnectionPool, ConnectionPool, PoolTimeout\n"),
    ("psycopg", &[], PSYCOPG),
    ("_files", &[], include_str!("clients/files.py")),
    ("aiofiles", &[], include_str!("aiofiles.py")),
    ("_sql_tables", &[], include_str!("clients/sql_tables.py")),
    ("sqlalchemy", &[], include_str!("sqlalchemy.py")),
    ("sqlmodel.ext", &[], ""),
    ("sqlmodel.ext.asyncio", &[], ""),
    ("sqlmodel.ext.asyncio.session", &[], "from sqlalchemy import AsyncSession\n"),
    ("sqlalchemy.orm", &[], ORM),
    ("sqlalchemy.exc", &[], SQL_ERRORS),
    ("sqlalchemy.ext", &[], ""),
    ("sqlalchemy.ext.declarative", &[], "from sqlalchemy import declarative_base\n"),
    ("sqlalchemy.ext.asyncio", &[], ORM_AWAITED),
    ("sqlmodel", &[], include_str!("clients/sqlmodel.py")),
];

const ORM: &str = "from sqlalchemy import (DeclarativeBase, Mapped, MappedAsDataclass, Session, declarative_base, joinedload, \
                   mapped_column, relationship, scoped_session, selectinload, sessionmaker, subqueryload)\n";
const SQL_ERRORS: &str = "from sqlalchemy import (ArgumentError, DBAPIError, IntegrityError, InvalidRequestError, MissingGreenlet, \
                          MultipleResultsFound, NoResultFound, OperationalError, SQLAlchemyError, TimeoutError)\n";
const ORM_AWAITED: &str = "from sqlalchemy import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine\n";
const ASYNCPG: &str = "from _databases import (Connection, InterfaceError, Pool, PostgresError, Record, UniqueViolationError, \
                       create_pool, _connect_awaited as connect)\nimport asyncpg.exceptions\n";
const ASYNCPG_ERRORS: &str = "from _databases import (ConnectionDoesNotExistError, InterfaceError, PostgresError, \
                              UndefinedColumnError, UniqueViolationError)\n";
const PSYCOPG2: &str = "from _databases import (DatabaseError, Error, IntegrityError, OperationalError, ProgrammingError, \
                        _connect_psycopg2 as connect)\nimport psycopg2.errors\nimport psycopg2.extras\n";
const PSYCOPG: &str = "from _databases import (AsyncConnection, DatabaseError, Error, IntegrityError, OperationalError, \
                       ProgrammingError, _connect_psycopg as connect)\nimport psycopg.rows\n";
const RESPONSES: &str = "from starlette.responses import (FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, \
                         RedirectResponse, Response, StreamingResponse)\n";
const REQUESTS: &str = "from requests import (ConnectTimeout, ConnectionError, HTTPError, InvalidSchema, InvalidURL, \
                        JSONDecodeError, MissingSchema, ReadTimeout, RequestException, SSLError, Timeout, TooManyRedirects)\n";
const MONGO_ERRORS: &str = "from _mongo import (AutoReconnect, ConnectionFailure, DuplicateKeyError, OperationFailure, \
                            PyMongoError, ServerSelectionTimeoutError, WaitQueueTimeoutError, WriteError)\n";
const AWS_ERRORS: &str = "from _aws import (BotoCoreError, ClientError, ConnectionClosedError, EndpointConnectionError, \
                          ParamValidationError, UnknownServiceError)\n";
const REDIS_AWAITED: &str = "from redis import _AsyncRedis as Redis, BlockingConnectionPool, ConnectionError, ConnectionPool, RedisError\n\
     StrictRedis = Redis\nfrom_url = Redis.from_url\n";
const CORS: &str = "from starlette.middleware import CORSMiddleware\n";
const GZIP: &str = "from starlette.middleware import GZipMiddleware\n";
const TRUSTED_HOST: &str = "from starlette.middleware import TrustedHostMiddleware\n";
const HTTPS_REDIRECT: &str = "from starlette.middleware import HTTPSRedirectMiddleware\n";

/// Makes asyncio and the modules known; each costs something only when it is imported.
///
/// # Errors
/// Only if our own Python code does not compile: a bug.
pub fn install(vm: &mut Vm) -> Result<Runtime, String> {
    for (name, natives, source) in MODULES {
        vm.define_module(ModuleDef { name, natives, source: Some(source), setup: None });
    }
    asyncio::install(vm)
}

/// `_program_text()`: the program's own text.
fn program_text(vm: &mut Vm, _: Args<'_>) -> R {
    let own = vm.program.codes.iter().find(|code| !code.source.hidden);
    let text = own.map_or_else(String::new, |code| code.source.text.to_string());
    Ok(vm.heap.str(&text))
}
