//! `simulate FILE.py`: runs a Python program on the simulated computer.
use loopscope::python::vm::{OpCosts, Stop, Vm};
fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let source = std::fs::read_to_string(&path).unwrap_or_default();
    let costs = OpCosts {
        simple: 2,
        name: 4,
        attr: 8,
        item: 10,
        arith: 8,
        jump: 2,
        build: 20,
        iter: 8,
        call: 40,
        suspend: 50,
        except: 100,
    };
    let mut vm = match Vm::new(costs, 256 << 20) {
        Ok(vm) => vm,
        Err(e) => {
            eprintln!("{e}");
            return;
        }
    };
    let parsed = loopscope::syntax::parse(&source);
    for d in &parsed.diagnostics {
        eprint!("{}", d.python_text(&source, &path));
    }
    let module = match loopscope::python::compiler::compile(&parsed.module, &source, &Default::default()) {
        Ok(m) => m,
        Err(e) => {
            eprintln!("{e:?}");
            return;
        }
    };
    if std::env::args().nth(2).is_some() {
        eprint!("{}", loopscope::python::compiler::disassemble(&module));
    }
    let code = vm.load_main(module, &path, &source);
    vm.start_module(0, code);
    loop {
        let stop = vm.run(0, 1_000_000);
        for w in vm.written.drain(..) {
            print!("{}", w.text);
        }
        match stop {
            Stop::Budget => {}
            Stop::Raised(e) => {
                let name = vm.type_name(e);
                println!("RAISED {name}: {:?}", vm.str_native(e));
                break;
            }
            other => {
                if !matches!(other, Stop::Returned(_)) {
                    println!("{other:?}");
                }
                break;
            }
        }
    }
}
