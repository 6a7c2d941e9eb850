//! What a web program needs: FastAPI's part of the world as modules in Python (`*.py` beside this file) over the simulated
//! asyncio and threads, and the load that is sent to it.
//!
//! Costs are those of FastAPI 0.165 under uvicorn 0.54 with CPython 3.13, measured (`tests/reference/fastapi.json`).

mod load;

pub use load::LoadSpec;

use crate::asyncio::{self, Runtime};
use crate::machine::time::SYSTEM_CALL;
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::Obj;
use crate::python::value::Value;
use crate::python::vm::{ModuleDef, Vm};

static FASTAPI: &[NativeDef] = &[NativeDef::function("_parameters", 1, 1, parameters)];
static LOAD: &[NativeDef] = &[
    NativeDef::function("_spend", 1, 1, load::spend),
    NativeDef::function("_report", 1, 1, load::report),
    NativeDef::external("_system_call", 0, 0, SYSTEM_CALL),
    NativeDef::function("_program_text", 0, 0, program_text),
];

const MODULES: &[(&str, &[NativeDef], &str)] = &[
    ("fastapi", FASTAPI, include_str!("fastapi.py")),
    ("fastapi.concurrency", &[], include_str!("concurrency.py")),
    ("fastapi.responses", &[], RESPONSES),
    ("fastapi.exceptions", &[], "from fastapi import HTTPException, RequestValidationError, ResponseValidationError\n"),
    ("fastapi.encoders", &[], "from fastapi import jsonable_encoder\n"),
    ("fastapi.background", &[], "from fastapi import BackgroundTasks\n"),
    ("fastapi.routing", &[], "from fastapi import APIRouter\n"),
    ("starlette", &[], ""),
    ("starlette.concurrency", &[], "from fastapi.concurrency import run_in_threadpool, iterate_in_threadpool\n"),
    ("starlette.responses", &[], RESPONSES),
    ("starlette.requests", &[], "from fastapi import Request\n"),
    ("starlette.background", &[], "from fastapi import BackgroundTask, BackgroundTasks\n"),
    ("starlette.exceptions", &[], "from fastapi import HTTPException\n"),
    ("starlette.websockets", &[], "from fastapi import WebSocket, WebSocketDisconnect\n"),
    ("anyio", &[], include_str!("anyio.py")),
    ("anyio.to_thread", &[], include_str!("to_thread.py")),
    ("pydantic", &[], include_str!("pydantic.py")),
    ("uvicorn", &[], include_str!("uvicorn.py")),
    ("_load", LOAD, ""),
    ("_load_driver", &[], include_str!("load.py")),
    ("_services", &[], include_str!("services.py")),
    ("httpx", &[], include_str!("httpx.py")),
    ("requests", &[], include_str!("requests.py")),
    ("aiohttp", &[], include_str!("aiohttp.py")),
    ("redis", &[], include_str!("redis.py")),
    (
        "redis.asyncio",
        &[],
        "from redis import _AsyncRedis as Redis, ConnectionError, RedisError\nfrom_url = Redis.from_url\n",
    ),
    ("_databases", &[], include_str!("databases.py")),
    ("asyncpg", &[], ASYNCPG),
    ("psycopg2", &[], PSYCOPG),
    ("psycopg", &[], PSYCOPG),
    ("aiofiles", &[], include_str!("aiofiles.py")),
    ("sqlalchemy", &[], include_str!("sqlalchemy.py")),
    ("sqlalchemy.orm", &[], ORM),
    ("sqlalchemy.exc", &[], "from sqlalchemy import NoResultFound, SQLAlchemyError, TimeoutError\n"),
    ("sqlalchemy.ext", &[], ""),
    ("sqlalchemy.ext.declarative", &[], "from sqlalchemy import declarative_base\n"),
    ("sqlalchemy.ext.asyncio", &[], ORM_AWAITED),
    (
        "sqlmodel",
        &[],
        "from sqlalchemy import Field, Session, SQLModel, create_engine, select, relationship as Relationship\n",
    ),
];

const ORM: &str = "from sqlalchemy import (DeclarativeBase, Mapped, Session, declarative_base, mapped_column, relationship, \
                   sessionmaker)\n";
const ORM_AWAITED: &str = "from sqlalchemy import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine\n";
const ASYNCPG: &str = "from _databases import Connection, InterfaceError, Pool, PostgresError, create_pool, _connect_awaited as connect\n";
const PSYCOPG: &str = "from _databases import Error, OperationalError, _connect_blocking as connect\n";
const RESPONSES: &str = "from fastapi import (FileResponse, HTMLResponse, JSONResponse, ORJSONResponse, PlainTextResponse, \
                         RedirectResponse, Response, StreamingResponse)\n";

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

/// `_parameters(function)`: (name, default, has a default) of each parameter but `*args` and `**kwargs`.
fn parameters(vm: &mut Vm, args: Args<'_>) -> R {
    let Value::Obj(r) = args.get(0) else { return Ok(vm.heap.list(Vec::new())) };
    let Obj::Function(f) = vm.heap.get(r) else { return Ok(vm.heap.list(Vec::new())) };
    let (code, defaults, kwdefaults) = (f.code, f.defaults, f.kwdefaults);
    let Some(linked) = vm.program.code(code).cloned() else { return Ok(vm.heap.list(Vec::new())) };
    let code = &linked.code;
    let defaults = if defaults.is_none() { Vec::new() } else { vm.native_items(defaults)? };
    let positional = usize::from(code.argcount);
    let named = positional + usize::from(code.kwonly);
    let mut rows = Vec::new();
    for (i, name) in code.var_names.iter().take(named).enumerate() {
        let key = vm.intern_str(name);
        let default = if i < positional {
            (i + defaults.len()).checked_sub(positional).and_then(|at| defaults.get(at)).copied()
        } else if let Value::Obj(d) = kwdefaults {
            vm.dict_get(d, key)?
        } else {
            None
        };
        rows.push(vm.heap.tuple(vec![key, default.unwrap_or(Value::None), Value::Bool(default.is_some())]));
    }
    Ok(vm.heap.list(rows))
}

/// `_program_text()`: the program's own text.
fn program_text(vm: &mut Vm, _: Args<'_>) -> R {
    let own = vm.program.codes.iter().find(|code| !code.source.hidden);
    let text = own.map_or_else(String::new, |code| code.source.text.to_string());
    Ok(vm.heap.str(&text))
}
