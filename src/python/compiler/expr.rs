//! Expressions. `expr` gives a register that holds the value (a variable's own, where that is safe); `expr_to` puts it
//! into a given one.

use super::Compiler;
use super::scope::Name;
use crate::base::ByteRange;
use crate::python::code::Const;
use crate::python::op::{AwaitKind, BinOp, CmpOp, Conv, NO_REG, Op, Reg, UnOp};
use crate::syntax::ast::{self, Constant, Conversion, Expr, ExprKind, FStringPart};

impl<'a> Compiler<'a> {
    /// Evaluates an expression; the register that holds it.
    pub(super) fn expr(&mut self, e: &'a Expr) -> Reg {
        if let ExprKind::Name(name) = &e.kind
            && let Some(reg) = self.local(name, e.range)
        {
            return reg;
        }
        let dst = self.b().temp();
        self.expr_to(e, dst);
        dst
    }

    /// As `expr`, where expressions evaluated later might rebind a variable: then its value is copied.
    pub(super) fn operand(&mut self, e: &'a Expr, later: bool) -> Reg {
        if later && self.b().layout.walrus {
            let dst = self.b().temp();
            self.expr_to(e, dst);
            return dst;
        }
        self.expr(e)
    }

    /// The register of a variable that is one, checked to be bound.
    fn local(&mut self, name: &str, range: ByteRange) -> Option<Reg> {
        match self.lookup(name) {
            Name::Local(reg) => {
                if !self.b().is_bound(reg) {
                    self.b().at(range);
                    self.b().emit(Op::CheckBound { reg });
                    self.b().set_bound(reg);
                }
                Some(reg)
            }
            _ => None,
        }
    }

    /// What a name means here.
    pub(super) fn lookup(&mut self, name: &str) -> Name {
        let scope = self.b().scope;
        let name = self.scopes.mangle(scope, name).into_owned();
        let layout = &self.builders[self.builders.len() - 1].layout;
        self.scopes.lookup(scope, layout, &name)
    }

    pub(super) fn mangled(&mut self, name: &str) -> String {
        let scope = self.b().scope;
        self.scopes.mangle(scope, name).into_owned()
    }

    /// Evaluates into consecutive new temporaries; the first.
    pub(super) fn exprs_in_row(&mut self, items: &'a [Expr]) -> Reg {
        let base = self.b().temps(items.len());
        for (i, item) in items.iter().enumerate() {
            self.expr_to(item, base + i as Reg);
        }
        base
    }

    /// Evaluates an expression into a register. If that is a variable, it is written by the last instruction only.
    pub(super) fn expr_to(&mut self, e: &'a Expr, dst: Reg) {
        let mark = self.b().mark();
        let steps = matches!(
            e.kind,
            ExprKind::BoolOp { .. }
                | ExprKind::IfExp { .. }
                | ExprKind::Compare { .. }
                | ExprKind::Await(_)
                | ExprKind::YieldFrom(_)
                | ExprKind::ListComp { .. }
                | ExprKind::SetComp { .. }
                | ExprKind::DictComp { .. }
                | ExprKind::Dict { .. }
                | ExprKind::List(_)
                | ExprKind::Set(_)
                | ExprKind::Tuple(_)
                | ExprKind::UnaryOp { .. }
                | ExprKind::Named { .. }
        );
        if steps && self.b().is_variable(dst) {
            let temp = self.b().temp();
            self.value(e, temp);
            self.b().emit(Op::Move { dst, src: temp });
        } else {
            self.value(e, dst);
        }
        self.b().reset(mark);
    }

    fn value(&mut self, e: &'a Expr, dst: Reg) {
        match &e.kind {
            ExprKind::Constant(c) => {
                self.b().at(e.range);
                let c = constant(c);
                self.b().load_const(dst, c);
            }
            ExprKind::Name(name) => self.load_name(name, dst, e.range),
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, dst),
            ExprKind::Named { target, value } => {
                self.expr_to(value, dst);
                self.b().at(e.range);
                self.store(target, dst);
            }
            ExprKind::BinOp { left, op, right } => self.binary(e, left, *op, right, dst),
            ExprKind::UnaryOp { op, operand } => self.unary(e, *op, operand, dst),
            ExprKind::Lambda { params, body } => self.lambda(e, params, body, dst),
            ExprKind::IfExp { test, body, orelse } => {
                let (otherwise, end) = (self.b().label(), self.b().label());
                self.jump_unless(test, otherwise);
                let before = self.b().flow();
                self.expr_to(body, dst);
                self.b().jump(Op::Jump { target: 0 }, end);
                let after = self.b().flow();
                self.b().bind(otherwise);
                self.b().set_flow(before);
                self.expr_to(orelse, dst);
                self.b().bind(end);
                self.b().join(after);
            }
            ExprKind::Dict { keys, values } => self.dict(e, keys, values, dst),
            ExprKind::Set(items) => self.set(e, items, dst),
            ExprKind::List(items) => self.list(e, items, dst),
            ExprKind::Tuple(items) => self.tuple(e, items, dst),
            ExprKind::ListComp { .. } | ExprKind::SetComp { .. } | ExprKind::DictComp { .. } => {
                self.comprehension(e, dst)
            }
            ExprKind::GeneratorExp { .. } => self.generator_expression(e, dst),
            ExprKind::Await(inner) => {
                let v = self.expr(inner);
                self.b().at(e.range);
                self.await_value(v, dst, AwaitKind::Plain);
            }
            ExprKind::Yield(inner) => {
                let src = match inner {
                    Some(v) => self.expr(v),
                    None => {
                        let r = self.b().temp();
                        self.b().emit(Op::LoadNone { dst: r });
                        r
                    }
                };
                self.b().at(e.range);
                self.b().emit(Op::Yield { dst, src });
            }
            ExprKind::YieldFrom(inner) => {
                let v = self.expr(inner);
                self.b().at(e.range);
                let iter = self.b().temp();
                self.b().emit(Op::GetYieldFromIter { dst: iter, src: v });
                self.b().emit(Op::LoadNone { dst });
                self.b().emit(Op::YieldFrom { dst, iter });
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(e, left, ops, comparators, dst),
            ExprKind::Call { func, args, keywords } => self.call(e, func, args, keywords, dst),
            ExprKind::JoinedStr(parts) => self.fstring(parts, e.range, dst),
            ExprKind::Attribute { value, attr } => {
                let obj = self.expr(value);
                self.b().at(e.range);
                let name = self.mangled(&attr.name);
                let site = self.b().site(&name);
                self.b().emit(Op::LoadAttr { dst, obj, site });
            }
            ExprKind::Subscript { value, slice } => {
                let obj = self.operand(value, true);
                let index = self.index(slice);
                self.b().at_anchor(e.range, ByteRange::new(value.range.end, e.range.end));
                self.b().emit(Op::LoadSub { dst, obj, index });
            }
            ExprKind::Slice { lower, upper, step } => self.slice(e.range, [lower, upper, step], dst),
            ExprKind::Starred(inner) => self.expr_to(inner, dst),
        }
    }

    /// A subscript: a tuple with stars in it is built as such.
    pub(super) fn index(&mut self, slice: &'a Expr) -> Reg {
        self.expr(slice)
    }

    fn slice(&mut self, range: ByteRange, parts: [&'a Option<Box<Expr>>; 3], dst: Reg) {
        let base = self.b().temps(3);
        for (i, part) in parts.into_iter().enumerate() {
            let reg = base + i as Reg;
            match part {
                Some(p) => self.expr_to(p, reg),
                None => self.b().emit(Op::LoadNone { dst: reg }),
            }
        }
        self.b().at(range);
        self.b().emit(Op::BuildSlice { dst, base });
    }

    /// `dst = await v`.
    pub(super) fn await_value(&mut self, v: Reg, dst: Reg, kind: AwaitKind) {
        let iter = self.b().temp();
        self.b().emit(Op::GetAwaitable { kind, dst: iter, src: v });
        self.b().emit(Op::LoadNone { dst });
        self.b().emit(Op::YieldFrom { dst, iter });
        self.b().release(iter);
    }

    pub(super) fn load_name(&mut self, name: &str, dst: Reg, range: ByteRange) {
        self.b().at(range);
        match self.lookup(name) {
            Name::Local(reg) => {
                if !self.b().is_bound(reg) {
                    self.b().emit(Op::CheckBound { reg });
                    self.b().set_bound(reg);
                }
                if reg != dst {
                    self.b().emit(Op::Move { dst, src: reg });
                }
            }
            Name::Cell(cell) => self.b().emit(Op::LoadDeref { dst, cell }),
            Name::Global => {
                let name = self.mangled(name);
                let slot = self.global_slot(&name);
                self.b().emit(Op::LoadGlobal { dst, slot });
            }
            Name::Class => {
                let name = self.mangled(name);
                let name = u32::from(self.b().name(&name));
                self.b().emit(Op::LoadName { dst, name });
            }
            Name::ClassCell(cell) => {
                let name = self.mangled(name);
                let name = self.b().name(&name);
                self.b().emit(Op::LoadClassDeref { dst, cell, name });
            }
        }
    }

    fn bool_op(&mut self, op: ast::BoolOp, values: &'a [Expr], dst: Reg) {
        let end = self.b().label();
        let mut flow = None;
        for (i, v) in values.iter().enumerate() {
            self.expr_to(v, dst);
            if i == 0 {
                flow = Some(self.b().flow());
            }
            if i + 1 < values.len() {
                self.b().at(v.range);
                match op {
                    ast::BoolOp::And => self.b().jump(Op::JumpIfFalse { reg: dst, target: 0 }, end),
                    ast::BoolOp::Or => self.b().jump(Op::JumpIfTrue { reg: dst, target: 0 }, end),
                }
            }
        }
        self.b().bind(end);
        if let Some(flow) = flow {
            self.b().join(flow);
        }
    }

    fn binary(&mut self, e: &'a Expr, left: &'a Expr, op: ast::BinOp, right: &'a Expr, dst: Reg) {
        if let Some(c) = fold(e) {
            self.b().at(e.range);
            self.b().load_const(dst, c);
            return;
        }
        let a = self.operand(left, !matches!(right.kind, ExprKind::Constant(_)));
        let anchor = self.operator_range(left.range.end, right.range.start);
        if let ExprKind::Constant(Constant::Int(i)) = &right.kind
            && let Ok(imm) = i16::try_from(*i)
            && matches!(op, ast::BinOp::Add | ast::BinOp::Sub)
        {
            self.b().at_anchor(e.range, anchor);
            self.b().emit(Op::AddImm { sub: op == ast::BinOp::Sub, dst, a, imm });
            return;
        }
        let b = self.expr(right);
        self.b().at_anchor(e.range, anchor);
        self.b().emit(Op::Binary { op: bin_op(op), dst, a, b });
    }

    /// Where the operator stands between two operands.
    pub(super) fn operator_range(&self, from: u32, to: u32) -> ByteRange {
        let between = ByteRange::new(from, to).slice(self.source);
        // Parentheses, spaces, comments and line continuations stand there too.
        let start = between.find(|c: char| "+-*/%@&|^<>".contains(c)).unwrap_or(0);
        let len = between[start..].chars().take_while(|c| "+-*/%@&|^<>".contains(*c)).count().max(1);
        ByteRange::new(from + start as u32, (from as usize + start + len) as u32)
    }

    fn unary(&mut self, e: &'a Expr, op: ast::UnaryOp, operand: &'a Expr, dst: Reg) {
        if let Some(c) = fold(e) {
            self.b().at(e.range);
            self.b().load_const(dst, c);
            return;
        }
        let a = self.expr(operand);
        self.b().at(e.range);
        let op = match op {
            ast::UnaryOp::Invert => UnOp::Invert,
            ast::UnaryOp::Not => UnOp::Not,
            ast::UnaryOp::UAdd => UnOp::Pos,
            ast::UnaryOp::USub => UnOp::Neg,
        };
        self.b().emit(Op::Unary { op, dst, a });
    }

    fn compare(&mut self, e: &'a Expr, left: &'a Expr, ops: &[ast::CmpOp], comparators: &'a [Expr], dst: Reg) {
        let mut a = self.operand(left, true);
        let end = self.b().label();
        let count = ops.len().min(comparators.len());
        for (i, (op, right)) in ops.iter().zip(comparators).enumerate() {
            let last = i + 1 == count;
            // A middle operand is used twice.
            let b = if last { self.container(*op, right) } else { self.operand(right, true) };
            self.b().at(e.range);
            self.b().emit(Op::Compare { op: cmp_op(*op), dst, a, b });
            if !last {
                self.b().jump(Op::JumpIfFalse { reg: dst, target: 0 }, end);
            }
            a = b;
        }
        self.b().bind(end);
    }

    /// The right side of a comparison; a literal list or set after `in` is made once.
    pub(super) fn container(&mut self, op: ast::CmpOp, right: &'a Expr) -> Reg {
        if matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn) {
            let folded = match &right.kind {
                ExprKind::List(items) => constants(items).map(Const::Tuple),
                ExprKind::Set(items) => constants(items).map(Const::FrozenSet),
                _ => None,
            };
            if let Some(c) = folded {
                let dst = self.b().temp();
                self.b().at(right.range);
                self.b().load_const(dst, c);
                return dst;
            }
        }
        self.expr(right)
    }

    fn tuple(&mut self, e: &'a Expr, items: &'a [Expr], dst: Reg) {
        if let Some(items) = constants(items) {
            self.b().at(e.range);
            self.b().load_const(dst, Const::Tuple(items));
        } else if items.iter().any(|i| matches!(i.kind, ExprKind::Starred(_))) {
            let list = self.b().temp();
            self.list(e, items, list);
            self.b().emit(Op::ListToTuple { dst, src: list });
        } else {
            let base = self.exprs_in_row(items);
            self.b().at(e.range);
            let n = self.b().small(items.len());
            self.b().emit(Op::BuildTuple { dst, base, n });
        }
    }

    /// A list display; with stars, it is extended piece by piece.
    pub(super) fn list(&mut self, e: &'a Expr, items: &'a [Expr], dst: Reg) {
        let plain = items.iter().take_while(|i| !matches!(i.kind, ExprKind::Starred(_))).count();
        // Long displays are built in pieces, so that they need few registers.
        let first = plain.min(256);
        let mark = self.b().mark();
        let base = self.exprs_in_row(&items[..first]);
        self.b().at(e.range);
        self.b().emit(Op::BuildList { dst, base, n: first as u16 });
        self.b().reset(mark);
        for item in &items[first..] {
            let mark = self.b().mark();
            match &item.kind {
                ExprKind::Starred(inner) => {
                    let src = self.expr(inner);
                    self.b().at(item.range);
                    self.b().emit(Op::ListExtend { list: dst, src });
                }
                _ => {
                    let src = self.expr(item);
                    self.b().emit(Op::ListAppend { list: dst, src });
                }
            }
            self.b().reset(mark);
        }
    }

    fn set(&mut self, e: &'a Expr, items: &'a [Expr], dst: Reg) {
        self.b().at(e.range);
        self.b().emit(Op::BuildSet { dst, base: dst, n: 0 });
        for item in items {
            let mark = self.b().mark();
            match &item.kind {
                ExprKind::Starred(inner) => {
                    let src = self.expr(inner);
                    self.b().at(item.range);
                    self.b().emit(Op::SetUpdate { set: dst, src });
                }
                _ => {
                    let src = self.expr(item);
                    self.b().at(e.range);
                    self.b().emit(Op::SetAdd { set: dst, src });
                }
            }
            self.b().reset(mark);
        }
    }

    fn dict(&mut self, e: &'a Expr, keys: &'a [Option<Expr>], values: &'a [Expr], dst: Reg) {
        let plain = keys.len() <= 64 && keys.iter().all(Option::is_some);
        if plain {
            let base = self.b().temps(keys.len() * 2);
            for (i, (key, value)) in keys.iter().flatten().zip(values).enumerate() {
                self.expr_to(key, base + 2 * i as Reg);
                self.expr_to(value, base + 2 * i as Reg + 1);
            }
            self.b().at(e.range);
            self.b().emit(Op::BuildDict { dst, base, n: keys.len() as u16 });
            return;
        }
        self.b().at(e.range);
        self.b().emit(Op::BuildDict { dst, base: dst, n: 0 });
        for (key, value) in keys.iter().zip(values) {
            let mark = self.b().mark();
            match key {
                Some(key) => {
                    let key = self.operand(key, true);
                    let src = self.expr(value);
                    self.b().at(e.range);
                    self.b().emit(Op::DictSet { dict: dst, key, src });
                }
                None => {
                    let src = self.expr(value);
                    self.b().at(e.range);
                    self.b().emit(Op::DictUpdate { dict: dst, src });
                }
            }
            self.b().reset(mark);
        }
    }

    pub(super) fn fstring(&mut self, parts: &'a [FStringPart], range: ByteRange, dst: Reg) {
        if let [FStringPart::Literal(text)] = parts {
            self.b().at(range);
            self.b().load_str(dst, text);
            return;
        }
        let base = self.b().temps(parts.len());
        for (i, part) in parts.iter().enumerate() {
            let reg = base + i as Reg;
            match part {
                FStringPart::Literal(text) => self.b().load_str(reg, text),
                FStringPart::Replacement { value, conversion, spec, range } => {
                    let mark = self.b().mark();
                    let src = self.operand(value, true);
                    let spec = if spec.is_empty() {
                        NO_REG
                    } else {
                        let r = self.b().temp();
                        self.fstring(spec, *range, r);
                        r
                    };
                    let conv = match conversion {
                        Conversion::None => Conv::None,
                        Conversion::Str => Conv::Str,
                        Conversion::Repr => Conv::Repr,
                        Conversion::Ascii => Conv::Ascii,
                    };
                    self.b().at(*range);
                    self.b().emit(Op::Format { conv, dst: reg, src, spec });
                    self.b().reset(mark);
                }
            }
        }
        self.b().at(range);
        let n = self.b().small(parts.len());
        self.b().emit(Op::BuildString { dst, base, n });
    }
}

/// A literal as a constant.
pub(super) fn constant(c: &Constant) -> Const {
    match c {
        Constant::None => Const::None,
        Constant::Bool(b) => Const::Bool(*b),
        Constant::Ellipsis => Const::Ellipsis,
        Constant::Int(i) => Const::Int(*i),
        Constant::BigInt(digits) => Const::BigInt(digits.clone()),
        Constant::Float(f) => Const::Float(*f),
        Constant::Complex(im) => Const::Complex(*im),
        Constant::Str(s) => Const::Str(s.clone()),
        Constant::Bytes(b) => Const::Bytes(b.clone()),
    }
}

/// All items as constants, if they all are.
fn constants(items: &[Expr]) -> Option<Vec<Const>> {
    items
        .iter()
        .map(|i| match &i.kind {
            ExprKind::Constant(c) => Some(constant(c)),
            ExprKind::Tuple(inner) => constants(inner).map(Const::Tuple),
            ExprKind::UnaryOp { .. } => fold(i),
            _ => None,
        })
        .collect()
}

/// Constant expressions that CPython folds where a program can see it (`-1` in a tuple, `60 * 60`): only what cannot fail.
fn fold(e: &Expr) -> Option<Const> {
    match &e.kind {
        ExprKind::Constant(c @ (Constant::Int(_) | Constant::Float(_))) => Some(constant(c)),
        ExprKind::UnaryOp { op: ast::UnaryOp::USub, operand } => match fold(operand)? {
            Const::Int(i) => Some(Const::Int(i.checked_neg()?)),
            Const::Float(f) => Some(Const::Float(-f)),
            _ => None,
        },
        ExprKind::BinOp { left, op, right } => match (fold(left)?, fold(right)?) {
            (Const::Int(a), Const::Int(b)) => Some(Const::Int(match op {
                ast::BinOp::Add => a.checked_add(b)?,
                ast::BinOp::Sub => a.checked_sub(b)?,
                ast::BinOp::Mult => a.checked_mul(b)?,
                _ => return None,
            })),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn bin_op(op: ast::BinOp) -> BinOp {
    match op {
        ast::BinOp::Add => BinOp::Add,
        ast::BinOp::Sub => BinOp::Sub,
        ast::BinOp::Mult => BinOp::Mul,
        ast::BinOp::MatMult => BinOp::MatMul,
        ast::BinOp::Div => BinOp::TrueDiv,
        ast::BinOp::Mod => BinOp::Mod,
        ast::BinOp::Pow => BinOp::Pow,
        ast::BinOp::LShift => BinOp::LShift,
        ast::BinOp::RShift => BinOp::RShift,
        ast::BinOp::BitOr => BinOp::Or,
        ast::BinOp::BitXor => BinOp::Xor,
        ast::BinOp::BitAnd => BinOp::And,
        ast::BinOp::FloorDiv => BinOp::FloorDiv,
    }
}

pub(super) fn cmp_op(op: ast::CmpOp) -> CmpOp {
    match op {
        ast::CmpOp::Eq => CmpOp::Eq,
        ast::CmpOp::NotEq => CmpOp::Ne,
        ast::CmpOp::Lt => CmpOp::Lt,
        ast::CmpOp::LtE => CmpOp::Le,
        ast::CmpOp::Gt => CmpOp::Gt,
        ast::CmpOp::GtE => CmpOp::Ge,
        ast::CmpOp::Is => CmpOp::Is,
        ast::CmpOp::IsNot => CmpOp::IsNot,
        ast::CmpOp::In => CmpOp::In,
        ast::CmpOp::NotIn => CmpOp::NotIn,
    }
}
