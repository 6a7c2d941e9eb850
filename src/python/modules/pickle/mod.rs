//! The module `pickle`: objects to bytes and back, in the format of protocol 4. Plain data is written and read here; what becomes of an
//! instance, a function or a class, Python code says (`pickle.py`).

mod dump;
mod load;

use crate::python::native::NativeDef;
use crate::python::vm::ModuleDef;

static NATIVES: &[NativeDef] =
    &[NativeDef::function("_dump", 2, 2, dump::dump), NativeDef::function("_load", 1, 1, load::load)];

/// The module.
pub const MODULE: ModuleDef =
    ModuleDef { name: "pickle", natives: NATIVES, source: Some(include_str!("pickle.py")), setup: None };

/// Nanoseconds to write or read an object, and a KiB of text or bytes: a list of a million ints takes 13 ms and 39 ms, ten million
/// bytes 3.3 ms and 4.5 ms, a dict of 100 000 strings and ints 10.5 ms and 18 ms.
const DUMP_OBJECT: u64 = 14;
const DUMP_KILOBYTE: u64 = 330;
const LOAD_OBJECT: u64 = 38;
const LOAD_KILOBYTE: u64 = 450;

const PROTO: u8 = 0x80;
const FRAME: u8 = 0x95;
const STOP: u8 = b'.';
const MARK: u8 = b'(';
const POP: u8 = b'0';
const POP_MARK: u8 = b'1';
const NONE: u8 = b'N';
const TRUE: u8 = 0x88;
const FALSE: u8 = 0x89;
const INT1: u8 = b'K';
const INT2: u8 = b'M';
const INT4: u8 = b'J';
const LONG1: u8 = 0x8a;
const LONG4: u8 = 0x8b;
const FLOAT: u8 = b'G';
const STR1: u8 = 0x8c;
const STR4: u8 = b'X';
const BYTES1: u8 = b'C';
const BYTES4: u8 = b'B';
const EMPTY_TUPLE: u8 = b')';
const TUPLE1: u8 = 0x85;
const TUPLE3: u8 = 0x87;
const TUPLE: u8 = b't';
const EMPTY_LIST: u8 = b']';
const APPEND: u8 = b'a';
const APPENDS: u8 = b'e';
const EMPTY_DICT: u8 = b'}';
const SET_ITEM: u8 = b's';
const SET_ITEMS: u8 = b'u';
const EMPTY_SET: u8 = 0x8f;
const ADD_ITEMS: u8 = 0x90;
const FROZEN_SET: u8 = 0x91;
const MEMOIZE: u8 = 0x94;
const GET1: u8 = b'h';
const GET4: u8 = b'j';
const GLOBAL: u8 = 0x93;
const REDUCE: u8 = b'R';
const NEW: u8 = 0x81;
const NEW_KW: u8 = 0x92;
const BUILD: u8 = b'b';
