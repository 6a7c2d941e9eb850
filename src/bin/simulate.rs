//! `simulate FILE.py`: runs a Python program on the simulated computer, as `python FILE.py` would look.

use loopscope::base::Nanos;
use loopscope::session::{Batch, LoadSpec, Settings, run_batch, run_load};
use std::io::Write;
use std::process::ExitCode;

const HELP: &str = "\
Runs a Python program on a simulated computer, in virtual time.

usage: simulate FILE.py [options]

  --summary             print only a JSON object with the run's numbers on stdout
  --trace FILE          write the run as Chrome trace JSON (Perfetto opens it)
  --seed N              seed of random where the program sets none (0)
  --max-instructions N  end the run after so many instructions (20000000000)
  --max-memory MB       end it when it needs more memory (1024)
  --max-time SECONDS    end the run at this virtual time (86400)
  --cores N             processors of the computer: default sizes of pools depend on it (4)
  --load \"GET /path\"   send this request to the program's FastAPI application (again for more kinds, sent in turn;
                        \"POST /path {json}\" sends a body), and print a JSON object with the numbers at the end
  --requests N          how many requests in all (1): all at once, unless
  --concurrency N       so many clients send the next one when the last is answered, or
  --rate R [--poisson]  so many a second, whether answered or not
  --probe               also GET /ping every 20 ms
  --probe-closed        the same by a client that waits for each answer before it sends the next
  --pool N              threads of the pool for plain def routes and run_in_threadpool (40)
  --workers N           so many processes, each with its share (1)
  --uneven              one worker takes most of what comes at once, as under Linux
  --help                this text

exit status: as python's (0, 1, sys.exit); 3 when a limit ended the run or every task waits for ever,
4 when the program needs something the simulator does not have; 2 for wrong arguments
";

struct Options {
    file: String,
    summary: bool,
    trace: Option<String>,
    settings: Settings,
    spec: LoadSpec,
    workers: u64,
}

fn parse_options() -> Result<Option<Options>, String> {
    let mut args = std::env::args().skip(1);
    let settings = Settings { max_instructions: 20_000_000_000, max_memory: 1 << 30, ..Settings::default() };
    let mut options =
        Options { file: String::new(), summary: false, trace: None, settings, spec: LoadSpec::default(), workers: 1 };
    while let Some(arg) = args.next() {
        let mut value = |name: &str| args.next().ok_or_else(|| format!("{name} needs a value"));
        let number = |name: &str, text: String| {
            text.parse::<u64>().map_err(|_| format!("{name}: '{text}' is not a whole number"))
        };
        match arg.as_str() {
            "--help" | "-h" => return Ok(None),
            "--summary" => options.summary = true,
            "--trace" => options.trace = Some(value("--trace")?),
            "--seed" => options.settings.seed = number("--seed", value("--seed")?)?,
            "--max-instructions" => {
                options.settings.max_instructions = number("--max-instructions", value("--max-instructions")?)?;
            }
            "--max-memory" => {
                let mb = number("--max-memory", value("--max-memory")?)?;
                options.settings.max_memory = usize::try_from(mb.saturating_mul(1 << 20)).unwrap_or(usize::MAX);
            }
            "--cores" => options.settings.cores = number("--cores", value("--cores")?)?.clamp(1, 1024) as u32,
            "--load" => options.spec.load.push(value("--load")?),
            "--requests" => options.spec.requests = number("--requests", value("--requests")?)?.max(1),
            "--concurrency" => options.spec.concurrency = number("--concurrency", value("--concurrency")?)?,
            "--rate" => {
                let text = value("--rate")?;
                let rate = text.parse::<f64>().ok().filter(|rate| *rate > 0.0 && rate.is_finite());
                options.spec.rate =
                    rate.ok_or_else(|| format!("--rate: '{text}' is not a number of requests a second"))?;
            }
            "--poisson" => options.spec.poisson = true,
            "--probe" => options.spec.probe = true,
            "--probe-closed" => (options.spec.probe, options.spec.probe_closed) = (true, true),
            "--pool" => options.spec.pool = number("--pool", value("--pool")?)?.clamp(1, 500),
            "--uneven" => options.spec.uneven = true,
            "--workers" => options.workers = number("--workers", value("--workers")?)?.clamp(1, 256),
            "--max-time" => {
                let text = value("--max-time")?;
                let seconds = text.parse::<f64>().ok().filter(|s| *s > 0.0);
                let seconds = seconds.ok_or_else(|| format!("--max-time: '{text}' is not a number of seconds"))?;
                options.settings.max_time = Nanos::from_secs_f64(seconds);
            }
            other if other.starts_with("--") => return Err(format!("unknown option {other}")),
            file if options.file.is_empty() => options.file = file.to_string(),
            file => return Err(format!("one program at a time: '{file}' is too much")),
        }
    }
    if options.file.is_empty() {
        return Err(String::from("which program? usage: simulate FILE.py"));
    }
    Ok(Some(options))
}

fn main() -> ExitCode {
    let mut options = match parse_options() {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(text) => {
            eprintln!("simulate: {text}");
            return ExitCode::from(2);
        }
    };
    let source = match std::fs::read(&options.file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => {
            eprintln!("simulate: can't open file '{}': {error}", options.file);
            return ExitCode::from(2);
        }
    };
    options.settings.events = options.summary || options.trace.is_some() || !options.spec.load.is_empty();
    let (batch, report) = if options.spec.load.is_empty() {
        (run_batch(&source, &options.file, options.settings), None)
    } else {
        options.spec.seed = options.settings.seed;
        run_load(&source, &options.file, options.settings, &options.spec, options.workers)
    };
    if !options.summary {
        write_streams(&batch);
    }
    if options.summary || report.is_some() {
        let summary = report.or_else(|| batch.summary());
        println!("{}", summary.unwrap_or_else(|| String::from("{}")));
    }
    if let Some(message) = &batch.message {
        eprint!("{message}");
    }
    if let Some(file) = &options.trace
        && let Some(json) = batch.chrome_trace()
        && let Err(error) = std::fs::write(file, json)
    {
        eprintln!("simulate: can't write '{file}': {error}");
        return ExitCode::from(2);
    }
    // Leaves at once: giving back the memory of a large run piece by piece takes longer than its process needs to end.
    std::process::exit(batch.status & 0xff)
}

/// Prints what the program printed, where it printed it. A closed pipe ends the output, as it does for python.
fn write_streams(batch: &Batch) {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    for (is_error, text) in batch.output() {
        let done = if is_error { err.write_all(text.as_bytes()) } else { out.write_all(text.as_bytes()) };
        if done.is_err() {
            return;
        }
    }
}
