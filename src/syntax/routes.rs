//! The web application in a program, as far as its text shows it: its routes, each with a request that suits it.
//!
//! Only a proposal for those who send requests; what a request really meets, the running program decides.

use super::ast::{Constant, Expr, ExprKind, FunctionDef, Keyword, Module, Param, Stmt, StmtKind};
use super::visit::{Visitor, walk_expr, walk_stmt};

/// Classes are looked into only so deep for a body that suits a model of models.
const BODY_DEPTH_MAX: u32 = 4;

/// A route of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET`, `POST`.
    pub method: String,
    /// As it is written, with prefixes: `/items/{item}`.
    pub path: String,
    /// A request that suits it: `GET /items/1?limit=1`, `POST /items {"name": "text"}`.
    pub request: String,
    /// Its function is an `async def`.
    pub is_async: bool,
}

/// The routes of the application that a program makes, in the order of the text; none if it makes no application. Not inlined
/// where every text is looked at, so that it loads when there is an application.
#[inline(never)]
pub fn routes(module: &Module) -> Option<Vec<Route>> {
    let mut seen = Seen::default();
    seen.visit_body(&module.body);
    seen.has_app.then(|| seen.found.iter().flat_map(|found| found.routes(&seen)).collect())
}

/// What is written in the program about it.
#[derive(Default)]
struct Seen<'a> {
    has_app: bool,
    /// Names of routers, with the prefixes they were made with.
    routers: Vec<(&'a str, &'a str)>,
    /// Names of routers that were included, with the prefixes for that.
    included: Vec<(&'a str, &'a str)>,
    classes: Vec<(&'a str, &'a [Stmt])>,
    found: Vec<Found<'a>>,
}

/// A function with the decorator of a route.
struct Found<'a> {
    /// The application or router.
    on: &'a str,
    method: &'a str,
    path: &'a str,
    function: &'a FunctionDef,
}

impl<'a> Visitor<'a> for Seen<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                if let (Some(ExprKind::Name(name)), Some((func, _, keywords))) =
                    (targets.first().map(|target| &target.kind), call(value))
                    && last_name(func) == Some("APIRouter")
                {
                    self.routers.push((name, prefix(keywords)));
                }
            }
            StmtKind::ClassDef(class) => self.classes.push((&class.name.name, &class.body)),
            StmtKind::FunctionDef(function) => {
                self.found.extend(function.decorators.iter().filter_map(|decorator| route(decorator, function)));
            }
            _ => {}
        }
        walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Some((func, args, keywords)) = call(expr) {
            match last_name(func) {
                Some("FastAPI") => self.has_app = true,
                Some("include_router") => {
                    if let Some(router) = args.first().and_then(last_name) {
                        self.included.push((router, prefix(keywords)));
                    }
                }
                _ => {}
            }
        }
        walk_expr(self, expr);
    }
}

impl Found<'_> {
    /// The route, or several if its router was included several times.
    fn routes(&self, seen: &Seen<'_>) -> Vec<Route> {
        let own = seen.routers.iter().find(|(name, _)| *name == self.on).map(|(_, prefix)| *prefix);
        let mut prefixes: Vec<&str> =
            seen.included.iter().filter(|(name, _)| *name == self.on).map(|(_, prefix)| *prefix).collect();
        if own.is_none() || prefixes.is_empty() {
            prefixes = vec![""];
        }
        let make = |prefix: &str| {
            let path = format!("{prefix}{}{}", own.unwrap_or(""), self.path);
            let method = self.method.to_uppercase();
            Route {
                request: format!("{method} {}", self.target(&path, seen)),
                method,
                path,
                is_async: self.function.is_async,
            }
        };
        prefixes.into_iter().map(make).collect()
    }

    /// The path with a value for each parameter, and a body if one is wanted.
    fn target(&self, path: &str, seen: &Seen<'_>) -> String {
        let params = &self.function.params;
        let mut target = path.to_owned();
        let (mut query, mut bodies) = (Vec::new(), Vec::new());
        for param in params.posonly.iter().chain(&params.args).chain(&params.kwonly) {
            let name = &param.name.name;
            let in_path = [format!("{{{name}}}"), format!("{{{name}:path}}")].into_iter().find(|p| path.contains(p));
            if let Some(place) = in_path {
                target = target.replace(&place, simple(param).unwrap_or("1"));
            } else if param.default.is_none() {
                if let Some(value) = simple(param) {
                    query.push(format!("{name}={value}"));
                } else if let Some(fields) = param.annotation.as_ref().and_then(|kind| seen.class(kind)) {
                    bodies.push((name, seen.body(fields, BODY_DEPTH_MAX)));
                }
            }
        }
        if !query.is_empty() {
            target = format!("{target}?{}", query.join("&"));
        }
        match bodies.as_slice() {
            [] => target,
            [(_, body)] => format!("{target} {body}"),
            several => {
                let several: Vec<_> = several.iter().map(|(name, body)| format!("\"{name}\": {body}")).collect();
                format!("{target} {{{}}}", several.join(", "))
            }
        }
    }
}

impl<'a> Seen<'a> {
    fn class(&self, annotation: &Expr) -> Option<&'a [Stmt]> {
        let name = last_name(annotation)?;
        self.classes.iter().find(|(class, _)| *class == name).map(|(_, body)| *body)
    }

    /// A JSON object with a value for each field that has no default.
    fn body(&self, fields: &[Stmt], depth: u32) -> String {
        let field = |stmt: &Stmt| {
            let StmtKind::AnnAssign { target, annotation, value: None, .. } = &stmt.kind else { return None };
            Some(format!("\"{}\": {}", last_name(target)?, self.value(annotation, depth)))
        };
        format!("{{{}}}", fields.iter().filter_map(field).collect::<Vec<_>>().join(", "))
    }

    /// A JSON value of a type.
    fn value(&self, annotation: &Expr, depth: u32) -> String {
        if let Some(fields) = self.class(annotation) {
            return if depth == 0 { "{}".to_owned() } else { self.body(fields, depth - 1) };
        }
        let kind = match &annotation.kind {
            ExprKind::Subscript { value, .. } => last_name(value),
            _ => last_name(annotation),
        };
        match kind {
            Some("int") => "1",
            Some("float") => "1.0",
            Some("bool") => "true",
            Some("list" | "List" | "set" | "Set" | "tuple" | "Sequence") => "[]",
            Some("dict" | "Dict" | "Mapping") => "{}",
            Some("Optional") => "null",
            _ => "\"text\"",
        }
        .to_owned()
    }
}

/// A value for a parameter of a simple type; none for other types.
fn simple(param: &Param) -> Option<&'static str> {
    let Some(annotation) = &param.annotation else { return Some("1") };
    match last_name(annotation) {
        Some("int" | "float") => Some("1"),
        Some("str") => Some("text"),
        Some("bool") => Some("true"),
        _ => None,
    }
}

/// `@app.get("/path")`.
fn route<'a>(decorator: &'a Expr, function: &'a FunctionDef) -> Option<Found<'a>> {
    let (func, args, keywords) = call(decorator)?;
    let ExprKind::Attribute { value, attr } = &func.kind else { return None };
    if !matches!(attr.name.as_str(), "get" | "post" | "put" | "patch" | "delete") {
        return None;
    }
    let named = keywords.iter().find(|keyword| keyword.arg.as_ref().is_some_and(|arg| arg.name == "path"));
    let path = text(args.first().or(named.map(|keyword| &keyword.value))?)?;
    Some(Found { on: last_name(value)?, method: &attr.name, path, function })
}

fn call(expr: &Expr) -> Option<(&Expr, &[Expr], &[Keyword])> {
    match &expr.kind {
        ExprKind::Call { func, args, keywords } => Some((func, args, keywords)),
        _ => None,
    }
}

/// `c` of `a.b.c`.
fn last_name(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Attribute { attr, .. } => Some(&attr.name),
        _ => None,
    }
}

fn text(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Constant(Constant::Str(text)) => Some(text),
        _ => None,
    }
}

/// The prefix in a call's arguments.
fn prefix(keywords: &[Keyword]) -> &str {
    let named = keywords.iter().find(|keyword| keyword.arg.as_ref().is_some_and(|arg| arg.name == "prefix"));
    named.and_then(|keyword| text(&keyword.value)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    fn requests(source: &str) -> Option<Vec<String>> {
        Some(routes(&parse(source).module)?.into_iter().map(|route| route.request).collect())
    }

    #[test]
    fn a_program_without_application_has_no_routes() {
        assert_eq!(requests("import asyncio\n@x.get('/a')\ndef f(): pass\n"), None);
        assert_eq!(requests("app = FastAPI()\n"), Some(vec![]));
    }

    #[test]
    fn each_route_has_a_request_that_suits_it() {
        let source = "\
app = fastapi.FastAPI()
class Part(BaseModel):
    weight: float
class Item(BaseModel):
    name: str
    part: Part
    tags: list[str]
    price: int = 3
@app.get('/items/{item_id}')
async def read(item_id: int, who: str, limit: int = 10, db=Depends(get_db)): pass
@app.post('/items')
def make(item: Item): pass
@app.put('/both')
def both(a: Item, b: Part): pass
";
        assert_eq!(
            requests(source).unwrap(),
            [
                "GET /items/1?who=text",
                r#"POST /items {"name": "text", "part": {"weight": 1.0}, "tags": []}"#,
                r#"PUT /both {"a": {"name": "text", "part": {"weight": 1.0}, "tags": []}, "b": {"weight": 1.0}}"#,
            ]
        );
        let is_async: Vec<_> = routes(&parse(source).module).unwrap().into_iter().map(|route| route.is_async).collect();
        assert_eq!(is_async, [true, false, false]);
    }

    #[test]
    fn routers_have_prefixes() {
        let source = "\
router = APIRouter(prefix='/a')
@router.get('/x')
def x(): pass
def make():
    app = FastAPI()
    app.include_router(router, prefix='/v1')
    app.include_router(router, prefix='/v2')
    @app.get('/y')
    def y(): pass
    return app
app = make()
";
        assert_eq!(requests(source).unwrap(), ["GET /v1/a/x", "GET /v2/a/x", "GET /y"]);
    }
}
