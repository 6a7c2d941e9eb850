//! The cut itself, on the level of wasm: which function goes where, doors, and what the two parts share.

use super::texts::{self, Piece, Texts};
use std::collections::{BTreeMap, BTreeSet};
use walrus::ir::{InstrSeqId, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, Function, FunctionBuilder, FunctionId, FunctionKind,
    Global, GlobalId, GlobalKind, ImportKind, ImportedFunction, LocalFunction, LocalId, Memory, MemoryId, Module,
    ModuleConfig, RefType, Table, TableId, ValType,
};

/// The import that loads the rest, as wasm-bindgen names it: this and a hash.
const LOAD: &str = "loadRest";
/// The module name under which the rest imports what the first part exports.
const PRIMARY: &str = "first";
/// The function of the interpreter that asks for texts of the rest.
const LATE_TEXT: &str = "late_text";
/// The exported global that says whether the rest is there; js/late.js sets it.
const LOADED: &str = "restLoaded";

/// The two parts.
pub struct Parts {
    /// What loads at once.
    pub first: Vec<u8>,
    /// What loads afterwards.
    pub rest: Vec<u8>,
    /// Functions that stay, doors not counted.
    pub functions_first: usize,
    /// Functions that move.
    pub functions_rest: usize,
}

/// Reads a module. Its names are read too; they are not written again.
pub fn read(bytes: &[u8]) -> Result<Module, String> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse(bytes).map_err(|error| format!("the page's wasm cannot be read: {error:#}"))
}

/// A function's name as the list has it: without the numbers that rustc puts behind the names of crates, as they depend on the
/// folder it works in, or of functions that would else be called the same; a very long one has a checksum for its tail.
pub fn stable_name(name: &str) -> String {
    const KEPT: usize = 120;
    let mut stable = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        stable.push_str(before);
        rest = match after.split_once(']') {
            Some((number, after)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_hexdigit()) => after,
            _ => {
                stable.push('[');
                after
            }
        };
    }
    stable.push_str(rest);
    if let Some((stem, number)) = stable.rsplit_once('.')
        && !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        stable.truncate(stem.len());
    }
    if stable.chars().count() > KEPT {
        // FNV-1a.
        let sum = stable
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        stable = stable.chars().take(KEPT).chain(format!("… {sum:016x}").chars()).collect();
    }
    stable
}

/// Cuts `bytes`: functions whose [`stable_name`] is in `first`, and those without a name, stay; the `texts` move.
pub fn cut(bytes: &[u8], first: &BTreeSet<&str>, texts: &Texts) -> Result<Parts, String> {
    let whole = read(bytes)?;
    let plan = Plan::of(&whole, first, texts)?;
    let functions_first = whole.funcs.iter_local().count() - plan.moved.len();
    // Both parts are made from the same bytes, so that ids mean the same in both.
    let (rest, shared) = rest(read(bytes)?, &plan)?;
    Ok(Parts { first: primary(read(bytes)?, &plan, &shared)?, rest, functions_first, functions_rest: plan.moved.len() })
}

/// What is to be done. Functions and globals are numbers here, which hold for every reading of the same bytes; walrus's own
/// ids are good for one reading only.
struct Plan {
    /// The functions that move.
    moved: BTreeSet<usize>,
    /// Places in the table that hold a moved function.
    slots: BTreeMap<u64, usize>,
    /// The place of each moved function that has a door.
    doors: BTreeMap<usize, u64>,
    /// The table's size with the doors' own places.
    table_size: u64,
    /// The import that loads the rest.
    load: usize,
    /// What memory has at the start.
    data: Vec<Piece>,
    /// What memory has when the rest is there.
    late_data: Vec<Piece>,
}

/// What the rest imports from the first part, by the name it has there.
#[derive(Default)]
struct Shared {
    functions: BTreeMap<usize, String>,
    globals: BTreeMap<usize, String>,
    tables: BTreeMap<usize, String>,
}

/// The functions of a module, by number.
fn functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(Function::id).collect()
}

/// The one table of functions.
fn table(module: &Module) -> Result<TableId, String> {
    let table = module.tables.iter().find(|table| table.element_ty == RefType::FUNCREF);
    table.map(Table::id).ok_or_else(|| "the page's wasm has no table of functions".to_string())
}

/// The one memory.
fn memory(module: &Module) -> Result<MemoryId, String> {
    module.memories.iter().next().map(Memory::id).ok_or_else(|| "the page's wasm has no memory".to_string())
}

impl Plan {
    fn of(whole: &Module, first: &BTreeSet<&str>, texts: &Texts) -> Result<Plan, String> {
        let number: BTreeMap<FunctionId, usize> = functions(whole).into_iter().zip(0..).collect();
        let load = whole.imports.iter().find_map(|import| match import.kind {
            ImportKind::Function(function) if import.name.contains(LOAD) => Some(number[&function]),
            _ => None,
        });
        let moves = |function: &Function| {
            let name = function.name.as_deref().map(stable_name);
            matches!(function.kind, FunctionKind::Local(_))
                && whole.start != Some(function.id())
                && name.is_some_and(|name| !first.contains(name.as_str()))
        };
        let moved: BTreeSet<usize> = whole.funcs.iter().filter(|f| moves(f)).map(|f| number[&f.id()]).collect();

        let asks = |f: &Function| f.name.as_deref().is_some_and(|name| name.contains(LATE_TEXT)) && moves(f);
        if !whole.funcs.iter().any(asks) {
            return Err(format!(
                "`{LATE_TEXT}` is not a function of the rest, so nothing would ask for the texts there"
            ));
        }
        let (read, readers) = &texts.table;
        let reads = |f: &&Function| f.name.as_deref().is_some_and(|name| name.contains(readers));
        let mut late = texts.late.clone();
        if whole.funcs.iter().any(|f| reads(&f)) && whole.funcs.iter().filter(reads).all(moves) {
            late.push(read.clone());
        }
        let (mut data, mut late_data) = (Vec::new(), Vec::new());
        for mut piece in pieces(whole)? {
            texts::thin(&mut piece, &texts.first);
            let (left, mut taken) = texts::take(piece, &late);
            for piece in &mut taken {
                texts::thin(piece, &texts.late);
            }
            data.extend(left);
            late_data.extend(taken);
        }

        let table = table(whole)?;
        let mut plan = Plan {
            slots: BTreeMap::new(),
            doors: BTreeMap::new(),
            table_size: whole.tables.get(table).initial,
            load: load.ok_or_else(|| format!("the page's wasm does not import {LOAD}"))?,
            moved,
            data,
            late_data,
        };
        for (slot, function) in in_table(whole, table)? {
            let function = number[&function];
            if plan.moved.contains(&function) {
                plan.slots.insert(slot, function);
                plan.doors.entry(function).or_insert(slot);
            }
        }
        // Those that stay call through a door; so do exports.
        let mut called = Called::default();
        for (id, local) in whole.funcs.iter_local() {
            if !plan.moved.contains(&number[&id]) {
                dfs_in_order(&mut called, local, local.entry_block());
            }
        }
        called.functions.extend(whole.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(function),
            _ => None,
        }));
        let called: BTreeSet<usize> = called.functions.into_iter().map(|function| number[&function]).collect();
        for function in called {
            if plan.moved.contains(&function) && !plan.doors.contains_key(&function) {
                plan.slots.insert(plan.table_size, function);
                plan.doors.insert(function, plan.table_size);
                plan.table_size += 1;
            }
        }
        Ok(plan)
    }
}

/// What memory has at the start.
fn pieces(module: &Module) -> Result<Vec<Piece>, String> {
    let piece = |data: &walrus::Data| match &data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(at)), .. } => {
            Ok(Piece { at: u64::from(*at as u32), bytes: data.value.clone() })
        }
        _ => Err("the page's wasm fills its memory in a way that `split` does not know".to_string()),
    };
    module.data.iter().map(piece).collect()
}

/// Lets the module begin with `pieces` in its memory, and nothing else.
fn fill(module: &mut Module, memory: MemoryId, pieces: &[Piece]) {
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    data.into_iter().for_each(|id| module.data.delete(id));
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    for piece in pieces {
        let offset = ConstExpr::Value(Value::I32(piece.at as i32));
        let id = module.data.add(DataKind::Active { memory, offset }, piece.bytes.clone());
        module.memories.get_mut(memory).data_segments.insert(id);
    }
}

/// Every function in the table, with its place.
fn in_table(module: &Module, of: TableId) -> Result<Vec<(u64, FunctionId)>, String> {
    let mut found = Vec::new();
    for element in module.elements.iter() {
        let ElementKind::Active { table, offset } = &element.kind else { continue };
        if *table != of {
            continue;
        }
        let (ConstExpr::Value(Value::I32(offset)), ElementItems::Functions(functions)) = (offset, &element.items)
        else {
            return Err("the page's wasm has a table filled in a way that `split` does not know".to_string());
        };
        found.extend(functions.iter().zip(*offset as u64..).map(|(function, slot)| (slot, *function)));
    }
    Ok(found)
}

#[derive(Default)]
struct Called {
    functions: BTreeSet<FunctionId>,
}

impl<'a> Visitor<'a> for Called {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.functions.insert(*function);
    }
}

/// The part that loads afterwards: moved functions, put into the shared table; everything else is imported.
fn rest(mut module: Module, plan: &Plan) -> Result<(Vec<u8>, Shared), String> {
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|id| module.exports.delete(id));
    let elements: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    elements.into_iter().for_each(|id| module.elements.delete(id));
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
    module.start = None;

    let (functions, table, memory) = (functions(&module), table(&module)?, memory(&module)?);
    fill(&mut module, memory, &plan.late_data);
    for (offset, run) in runs(&plan.slots) {
        let offset = ConstExpr::Value(Value::I32(offset as i32));
        let run = run.into_iter().map(|number| functions[number]).collect();
        let id = module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(run));
        module.tables.get_mut(table).elem_segments.insert(id);
    }

    // What stays in the first part is imported; what nobody here uses is swept away below.
    let mut shared = Shared::default();
    for (number, id) in functions.into_iter().enumerate() {
        if plan.moved.contains(&number) {
            continue;
        }
        let ty = module.funcs.get(id).ty();
        let name = format!("f{number}");
        let import = match module.imports.get_imported_func(id).map(walrus::Import::id) {
            Some(import) => {
                let import = module.imports.get_mut(import);
                (import.module, import.name) = (PRIMARY.to_string(), name.clone());
                import.id()
            }
            None => module.imports.add(PRIMARY, &name, id),
        };
        module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        shared.functions.insert(number, name);
    }
    let globals: Vec<_> = module.globals.iter().map(walrus::Global::id).collect();
    for (number, id) in globals.into_iter().enumerate() {
        let name = format!("g{number}");
        let import = module.imports.add(PRIMARY, &name, id);
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
        shared.globals.insert(number, name);
    }
    module.tables.get_mut(table).initial = plan.table_size;
    // The other table has what JavaScript lent.
    let tables: Vec<_> = module.tables.iter().map(Table::id).collect();
    for (number, id) in tables.into_iter().enumerate() {
        let name = format!("t{number}");
        let import = module.imports.add(PRIMARY, &name, id);
        let table = module.tables.get_mut(id);
        (table.import, table.maximum) = (Some(import), None);
        shared.tables.insert(number, name);
    }
    let import = module.imports.add(PRIMARY, "memory", memory);
    module.memories.get_mut(memory).import = Some(import);

    walrus::passes::gc::run(&mut module);
    let used: BTreeSet<String> = module.imports.iter().map(|import| import.name.clone()).collect();
    shared.functions.retain(|_, name| used.contains(name));
    shared.globals.retain(|_, name| used.contains(name));
    shared.tables.retain(|_, name| used.contains(name));
    Ok((module.emit_wasm(), shared))
}

/// Neighbouring places of the table, together.
fn runs(slots: &BTreeMap<u64, usize>) -> Vec<(u64, Vec<usize>)> {
    let mut runs: Vec<(u64, Vec<usize>)> = Vec::new();
    for (slot, function) in slots {
        match runs.last_mut() {
            Some((offset, functions)) if *offset + functions.len() as u64 == *slot => functions.push(*function),
            _ => runs.push((*slot, vec![*function])),
        }
    }
    runs
}

/// The part that loads at once: everything but the bodies of the moved functions, which become doors.
fn primary(mut module: Module, plan: &Plan, shared: &Shared) -> Result<Vec<u8>, String> {
    let (functions, table, memory) = (functions(&module), table(&module)?, memory(&module)?);
    fill(&mut module, memory, &plan.data);
    let globals: Vec<GlobalId> = module.globals.iter().map(Global::id).collect();
    let tables: Vec<TableId> = module.tables.iter().map(Table::id).collect();
    let loaded = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    let mut ensure = FunctionBuilder::new(&mut module.types, &[], &[]);
    ensure.func_body().global_get(loaded).if_else(
        None,
        |_| {},
        |missing| {
            missing.call(functions[plan.load]);
        },
    );
    let ensure = ensure.finish(Vec::new(), &mut module.funcs);
    for (function, slot) in &plan.doors {
        let door = door(&mut module, functions[*function], *slot, ensure, table);
        module.funcs.get_mut(functions[*function]).kind = FunctionKind::Local(door);
    }

    let places = module.tables.get_mut(table);
    places.initial = plan.table_size;
    places.maximum = places.maximum.map(|maximum| maximum.max(plan.table_size));
    for (function, name) in &shared.functions {
        module.exports.add(name, functions[*function]);
    }
    for (global, name) in &shared.globals {
        module.exports.add(name, globals[*global]);
    }
    for (number, name) in &shared.tables {
        module.exports.add(name, tables[*number]);
    }
    if !module.exports.iter().any(|export| export.name == "memory") {
        module.exports.add("memory", memory);
    }
    module.exports.add(LOADED, loaded);
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// A function of the same type as `function` that sees to it that the rest is loaded and goes on there.
fn door(module: &mut Module, function: FunctionId, slot: u64, ensure: FunctionId, table: TableId) -> LocalFunction {
    let ty = module.funcs.get(function).ty();
    let (parameters, results) = module.types.params_results(ty);
    let (parameters, results) = (parameters.to_vec(), results.to_vec());
    let arguments: Vec<LocalId> = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
    let mut door = FunctionBuilder::new(&mut module.types, &parameters, &results);
    let mut body = door.func_body();
    body.call(ensure);
    for argument in &arguments {
        body.local_get(*argument);
    }
    body.i32_const(slot as i32).call_indirect(ty, table);
    door.local_func(arguments)
}

/// The module with an exported global for each named function that says whether it was called, and the functions' names.
pub fn counting(bytes: &[u8]) -> Result<(Vec<u8>, Vec<String>), String> {
    let mut module = read(bytes)?;
    let named: Vec<(FunctionId, String)> = module
        .funcs
        .iter_local()
        .filter_map(|(id, _)| Some((id, stable_name(module.funcs.get(id).name.as_deref()?))))
        .collect();
    for (number, (id, _)) in named.iter().enumerate() {
        let called = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
        module.exports.add(&format!("called{number}"), called);
        let FunctionKind::Local(function) = &mut module.funcs.get_mut(*id).kind else { continue };
        let entry: InstrSeqId = function.entry_block();
        function.builder_mut().instr_seq(entry).global_set_at(0, called).const_at(0, Value::I32(1));
    }
    Ok((module.emit_wasm(), named.into_iter().map(|(_, name)| name).collect()))
}

#[cfg(test)]
mod tests {
    use super::stable_name;

    #[test]
    fn a_name_is_the_same_wherever_it_was_built() {
        let name = "<core[0123abcd0123abcd]::slice::Iter<[u8; 4]> as loopscope[9f]::Lane>::of::{closure#1}";
        assert_eq!(stable_name(name), "<core::slice::Iter<[u8; 4]> as loopscope::Lane>::of::{closure#1}");
        assert_eq!(stable_name("<alloc[3c]::Global>::grow.2640"), "<alloc::Global>::grow");
        assert_eq!(stable_name("<alloc[3c]::Global>::grow[2]"), "<alloc::Global>::grow");
    }

    #[test]
    fn a_long_name_is_cut_and_still_differs_from_another() {
        let (one, other) = (format!("{}a", "x".repeat(500)), format!("{}b", "x".repeat(500)));
        assert_ne!(stable_name(&one), stable_name(&other));
        assert!(stable_name(&one).chars().count() < 140);
    }
}
