//! What load is sent to a program, and what came of it.

use crate::python::native::{Args, R};
use crate::python::value::Value;
use crate::python::vm::Vm;
use serde::Serialize;

/// Requests to send: `load` has them as "GET /path" or "POST /path {json}", in turn.
#[derive(Clone, Debug, Serialize)]
pub struct LoadSpec {
    pub load: Vec<String>,
    /// How many in all.
    pub requests: u64,
    /// That many clients, each sending its next request when the last is answered; 0: all requests at once.
    pub concurrency: u64,
    /// Requests a second, whether answered or not; 0: see `concurrency`.
    pub rate: f64,
    /// At random times of that rate rather than evenly.
    pub poisson: bool,
    /// Also a `GET /ping` every 20 ms.
    pub probe: bool,
    /// That client waits for its answer before it sends the next: at most one every 20 ms.
    pub probe_closed: bool,
    /// Of several workers one takes most of what comes at once, as under Linux.
    pub uneven: bool,
    /// Threads of the pool for `def` routes and `run_in_threadpool`, unless the program sets it; 0: Starlette's 40.
    pub pool: u64,
    pub seed: u64,
    /// Names of the program's variables, among which the application is looked for.
    pub names: Vec<String>,
    /// What a new connection costs the server's loop, in nanoseconds.
    pub cost_accept: u64,
    /// Reading a request.
    pub cost_read: u64,
    /// Routing and calling the handler.
    pub cost_route: u64,
    /// Writing the answer.
    pub cost_answer: u64,
    /// Handing work to the pool's threads and taking the result back, beside the threads' own costs.
    pub cost_hop: u64,
    /// Time on the way to and from the client, in seconds.
    pub network: f64,
    /// What a client that does not do it all the time takes beside that to connect, send, and read the answer, in seconds.
    pub client: f64,
    /// How far apart the clients begin that all begin at once, in seconds.
    pub spread: f64,
}

impl Default for LoadSpec {
    /// One request. Costs: a request that does nothing takes 277 µs of a processor on a connection that is kept (`s7_request_cost`)
    /// and about 420 µs on a new one, as 1000 of them at once take 0.43 s (`s2_bursts_asyncio_h11`). One that is answered by a thread of
    /// the pool takes 130 to 380 µs more, twice that if there are two hops: the threads' own costs, and what fits best beside them. One
    /// alone takes 2 ms for its client, one of a client that asks every 20 ms takes 1; a hundred requests "at once" are 6 to 16 ms apart.
    fn default() -> LoadSpec {
        LoadSpec {
            load: Vec::new(),
            requests: 1,
            concurrency: 0,
            rate: 0.0,
            poisson: false,
            probe: false,
            probe_closed: false,
            uneven: false,
            pool: 0,
            seed: 0,
            names: Vec::new(),
            cost_accept: 108_000,
            cost_read: 100_000,
            cost_route: 120_000,
            cost_answer: 90_000,
            cost_hop: 280_000,
            network: 0.0006,
            client: 0.001_35,
            spread: 0.000_049,
        }
    }
}

impl LoadSpec {
    /// Python text that sends the load once the program has been executed.
    pub fn program(&self) -> String {
        let spec = serde_json::to_string(self).unwrap_or_default();
        format!("import _load_driver\n_load_driver.run({})\n", serde_json::to_string(&spec).unwrap_or_default())
    }
}

/// `_spend(ns)`: the processor works for so long, by code that is not Python.
pub fn spend(vm: &mut Vm, args: Args<'_>) -> R {
    if let Value::Int(n) = args.get(0) {
        vm.spent.cost += n.max(0) as u64;
    }
    Ok(Value::None)
}

/// `_report(text)`: what is to be told outside.
pub fn report(vm: &mut Vm, args: Args<'_>) -> R {
    vm.report = Some(vm.str_native(args.get(0))?);
    Ok(Value::None)
}
