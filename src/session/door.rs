//! The session: one text, its run, and the run before.
//!
//! What is shown is always the last run that ended; it says so itself when the text has gone on. A new text throws an
//! unfinished run away, so nothing is ever shown that belongs to neither.

use super::analysis::{Analysis, Problem};
use super::job::{Job, PAGE_LIMITS, Progress};
use super::kin::are_versions;
use super::load::LoadPlan;
use super::run::Run;
use super::status::{Doing, StatusView, status};
use crate::asyncio::Runtime;
use crate::base::ByteRange;
use crate::machine::{Blank, End, Settings, Status};
use crate::server;
use crate::syntax::LineIndex;
use std::sync::Arc;

/// A text and its runs.
#[derive(Debug)]
pub struct Session {
    analysis: Arc<Analysis>,
    settings: Settings,
    /// The machine before it has a program; made with the first run.
    blank: Option<Blank<Runtime>>,
    work: Work,
    shown: Option<Arc<Run>>,
    ghost: Option<Arc<Run>>,
    /// While a number is being dragged: the run from before, against which all runs of the drag are shown.
    drag_base: Option<Arc<Run>>,
    runs: u64,
    /// The text is of another program than what is shown.
    apart: bool,
    /// What is sent to the program whenever it runs; none: it runs by itself.
    load: Option<LoadPlan>,
}

/// What is being done about the text.
#[derive(Debug)]
enum Work {
    /// It has a run, or cannot have one.
    None,
    /// It is to be run.
    Waiting,
    /// It is being run; with the run that becomes the ghost.
    Running(Box<Job>, Option<Arc<Run>>),
    /// Its run was stopped.
    Stopped(Progress),
    /// Its run could not even begin.
    Fault(String),
}

/// What [`Session::advance`] came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advanced {
    /// There is nothing to run.
    Idle,
    /// The run goes on.
    Running,
    /// The run has ended and is the one shown.
    Finished,
}

impl Session {
    /// A session with a first text, not yet run, within the page's limits.
    pub fn new(source: &str) -> Session {
        Session::with_settings(source, PAGE_LIMITS)
    }

    /// The same with other limits.
    pub fn with_settings(source: &str, settings: Settings) -> Session {
        Session {
            analysis: Arc::new(Analysis::of(source)),
            settings,
            blank: None,
            work: Work::Waiting,
            shown: None,
            ghost: None,
            drag_base: None,
            runs: 0,
            apart: false,
            load: None,
        }
    }

    /// The text is now this. A run of the text before that has not ended is given up.
    pub fn set_text(&mut self, source: &str) {
        if *self.analysis.source == *source {
            return;
        }
        self.analysis = Arc::new(Analysis::of(source));
        if let (Some(load), Some(routes)) = (&mut self.load, self.analysis.routes()) {
            load.suit(&routes);
        }
        let is_shown = self.shown.as_ref().is_some_and(|run| *run.source == *source && self.is_under_load(run));
        self.work = if is_shown { Work::None } else { Work::Waiting };
    }

    /// What is known of the text.
    pub fn analysis(&self) -> Arc<Analysis> {
        self.analysis.clone()
    }

    /// What is marked in the text: why it cannot run, or where its run met something that Loopscope does not support.
    pub fn problems(&self) -> Vec<Problem> {
        let met = match (&self.work, &self.shown) {
            (Work::None, Some(run)) => refusal(run),
            _ => None,
        };
        self.analysis.problems.iter().cloned().chain(met).collect()
    }

    /// From here on until [`Session::end_drag`], the ghost stays the run shown now.
    pub fn begin_drag(&mut self) {
        self.drag_base = self.shown.clone();
    }

    /// The drag is over.
    pub fn end_drag(&mut self) {
        self.drag_base = None;
    }

    /// Begins the run of the text, if it can run and has none.
    pub fn start(&mut self) {
        if !matches!(self.work, Work::Waiting) {
            return;
        }
        let blank = match self.blank.take().map_or_else(|| Blank::new(self.settings, server::install), Ok) {
            Ok(blank) => blank,
            Err(message) => {
                self.work = Work::Fault(message);
                return;
            }
        };
        let job = match &self.load {
            Some(plan) if self.analysis.routes().is_some() => Job::under_load(&self.analysis, &blank, plan.clone()),
            _ => Job::new(&self.analysis, &blank),
        };
        if let Some(job) = job {
            let ghost = self.drag_base.as_ref().or(self.shown.as_ref()).filter(|_| !self.apart);
            self.work = Work::Running(Box::new(job), ghost.cloned());
            self.apart = false;
        }
        self.blank = Some(blank);
    }

    /// Runs for about so many instructions.
    pub fn advance(&mut self, instructions: u64) -> Advanced {
        let Work::Running(job, _) = &mut self.work else { return Advanced::Idle };
        if job.advance(instructions) == Status::Running {
            return Advanced::Running;
        }
        let Work::Running(job, ghost) = std::mem::replace(&mut self.work, Work::None) else { return Advanced::Idle };
        self.runs += 1;
        if let Some(blank) = &mut self.blank {
            blank.learn(job.machine());
        }
        let run = job.finish(self.runs);
        // A run under load has nothing in common with one that is not, nor one program with another.
        let is_like = |ghost: &Arc<Run>| ghost.load.is_some() == run.load.is_some();
        self.ghost = ghost.filter(|ghost| is_like(ghost) && are_versions(&ghost.source, &run.source));
        self.shown = Some(Arc::new(run));
        Advanced::Finished
    }

    /// The next text is another program's: it runs by itself, and is not compared with what is shown.
    pub fn part(&mut self) {
        self.apart = true;
        self.load = None;
    }

    /// From now on this load is sent to the program whenever it runs, beginning with a run that is now to be started; with none, it
    /// runs by itself again.
    pub fn set_load(&mut self, load: Option<LoadPlan>) {
        self.load = load;
        self.work = Work::Waiting;
    }

    /// The load that is sent to the program whenever it runs.
    pub fn load(&self) -> Option<&LoadPlan> {
        self.load.as_ref()
    }

    /// True for a run under the load that is sent now.
    fn is_under_load(&self, run: &Run) -> bool {
        run.load.as_ref().map(|load| &load.plan) == self.load.as_ref()
    }

    /// Gives the run up.
    pub fn stop(&mut self) {
        if let Work::Running(job, _) = &self.work {
            self.work = Work::Stopped(job.progress());
        }
    }

    /// True if the text can be run and has not been yet.
    pub fn is_waiting(&self) -> bool {
        matches!(self.work, Work::Waiting) && self.analysis.compiles()
    }

    /// True while there is something to advance.
    pub fn is_running(&self) -> bool {
        matches!(self.work, Work::Running(..))
    }

    /// The last run that ended.
    pub fn shown(&self) -> Option<Arc<Run>> {
        self.shown.clone()
    }

    /// The run before it.
    pub fn ghost(&self) -> Option<Arc<Run>> {
        self.ghost.clone()
    }

    /// What is to be said of the text and what is shown.
    pub fn status(&self) -> StatusView {
        let doing = match (&self.work, &self.shown) {
            (Work::None, Some(run)) => Doing::Shown(run),
            (Work::Running(job, _), _) => Doing::Running(job.progress()),
            (Work::Stopped(progress), _) => Doing::Stopped(*progress),
            (Work::Fault(message), _) => Doing::Fault(message),
            (Work::None | Work::Waiting, _) => Doing::Waiting,
        };
        status(&self.analysis, doing, self.shown.is_some())
    }
}

/// The line at which a run met something unsupported, as a problem of the text.
fn refusal(run: &Run) -> Option<Problem> {
    let End::Unsupported { what, line } = &run.end else { return None };
    let lines = LineIndex::new(&run.source);
    let start = lines.line_start(*line)?;
    let text = lines.line_text(&run.source, *line);
    let indent = text.len() - text.trim_start().len();
    let range = ByteRange::new(start + indent as u32, start + text.len() as u32);
    Some(Problem { range, line: *line, message: format!("Not supported: {what}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{WaitKind, apply};

    const FIRST_LIGHT: &str = include_str!("../../lessons/first-light/program.py");

    fn run(session: &mut Session) {
        session.start();
        while session.advance(10_000) == Advanced::Running {}
    }

    fn opened(source: &str) -> Session {
        let mut session = Session::new(source);
        run(&mut session);
        session
    }

    fn switch_all(session: &mut Session, to: WaitKind) {
        let analysis = session.analysis();
        let text = apply(&analysis.source, &analysis.switch_all(to)).expect("made for this text");
        session.set_text(&text);
        run(session);
    }

    fn number(session: &Session, key: &str) -> (String, String) {
        let (shown, ghost) = (session.shown().expect("a run"), session.ghost());
        let numbers = shown.numbers(ghost.as_deref());
        let number = numbers.into_iter().find(|number| number.key == key).expect("a number of that name");
        (number.value, number.change.map_or(String::new(), |change| change.text))
    }

    fn console(session: &Session) -> String {
        let view = session.shown().expect("a run").console(crate::base::Nanos::MAX);
        view.lines.iter().map(|line| format!("{}\n", line.text)).collect()
    }

    #[test]
    fn the_start_program_waits_for_three_things_at_once() {
        let session = opened(FIRST_LIGHT);
        assert_eq!(number(&session, "elapsed"), ("1.50 s".into(), String::new()));
        assert_eq!(number(&session, "sum-of-waits").0, "3.00 s");
        assert_eq!(number(&session, "concurrency").0, "2.0×");
        assert_eq!(number(&session, "frames-lost").0, "0");
        assert_eq!(session.status().text, "Ran to its end: 1.50 s on its clock.");
        insta::assert_snapshot!(console(&session), @r"
          heartbeat at 0.00 s
          heartbeat at 0.40 s
        song arrived at 0.50 s
          heartbeat at 0.80 s
        photo arrived at 1.00 s
          heartbeat at 1.20 s
        film arrived at 1.50 s
        all done at 1.50 s
        ");
    }

    #[test]
    fn with_all_waits_blocking_it_waits_for_one_after_the_other() {
        let mut session = opened(FIRST_LIGHT);
        switch_all(&mut session, WaitKind::Blocking);
        assert_eq!(number(&session, "elapsed"), ("3.00 s".into(), "+1.50 s".into()));
        assert_eq!(number(&session, "sum-of-waits"), ("3.00 s".into(), "same".into()));
        assert_eq!(number(&session, "frames-lost"), ("179".into(), "+179".into()));
        insta::assert_snapshot!(console(&session), @r"
          heartbeat at 0.00 s
        photo arrived at 1.00 s
        film arrived at 2.50 s
        song arrived at 3.00 s
          heartbeat at 3.00 s
        all done at 3.00 s
        ");
        switch_all(&mut session, WaitKind::Awaited);
        assert_eq!(&*session.analysis().source, FIRST_LIGHT, "there and back is the same text");
        assert_eq!(number(&session, "elapsed"), ("1.50 s".into(), "−1.50 s".into()));
    }

    #[test]
    fn while_the_text_cannot_run_the_last_run_stays_and_says_so() {
        let mut session = opened(FIRST_LIGHT);
        session.set_text("print(");
        run(&mut session);
        let status = session.status();
        assert_eq!((status.tone, status.line), (super::super::status::Tone::Problem, 1));
        assert_eq!(status.stale, "Numbers and pictures are those of the last run: this text cannot run yet.");
        assert_eq!(&*session.shown().expect("the last run").source, FIRST_LIGHT);

        session.set_text("print(1)\n");
        assert_eq!(session.status().text, "Runs when you stop typing.");
        assert!(!session.status().stale.is_empty());
        run(&mut session);
        assert_eq!((session.status().stale.as_str(), console(&session).as_str()), ("", "1\n"));
        assert!(session.ghost().is_none(), "that was another program");
    }

    #[test]
    fn another_program_is_not_compared_with_the_one_before() {
        let mut session = opened(FIRST_LIGHT);
        session.set_text("import time\nfor pause in (1, 2):\n    time.sleep(pause)\n    print(pause)\nprint('done')\n");
        run(&mut session);
        assert!(session.ghost().is_none(), "pasted over it");
        session.part();
        session.set_text("import time\nfor pause in (1, 2):\n    time.sleep(pause)\n    print(pause)\nprint('over')\n");
        run(&mut session);
        assert!(session.ghost().is_none(), "opened as another one, however alike");
        session.set_text("import time\nfor pause in (1, 3):\n    time.sleep(pause)\n    print(pause)\nprint('over')\n");
        run(&mut session);
        assert!(session.ghost().is_some(), "edited");
    }

    #[test]
    fn a_text_typed_away_and_back_is_not_run_again() {
        let mut session = opened(FIRST_LIGHT);
        session.set_text("x");
        session.set_text(FIRST_LIGHT);
        session.start();
        assert!(!session.is_running() && session.status().stale.is_empty());
    }

    #[test]
    fn a_new_text_gives_an_unfinished_run_up() {
        let mut session = opened("print(1)\n");
        session.set_text("while True: pass\n");
        session.start();
        assert_eq!(session.advance(10_000), Advanced::Running);
        assert!(session.status().text.starts_with("Running: 1"), "{}", session.status().text);
        assert!(session.status().stale.contains("still going on"));
        session.set_text("print(2)\n");
        run(&mut session);
        assert_eq!(console(&session), "2\n");
        assert_eq!(&*session.ghost().expect("the run before").source, "print(1)\n");
    }

    #[test]
    fn a_run_can_be_stopped_and_the_next_text_runs() {
        let mut session = opened("print(1)\n");
        session.set_text("while True: pass\n");
        session.start();
        session.advance(10_000);
        session.stop();
        assert_eq!(session.advance(10_000), Advanced::Idle);
        assert!(session.status().text.starts_with("You stopped the run"), "{}", session.status().text);
        assert_eq!(console(&session), "1\n", "what is shown is still the run before");
        session.set_text("print(2)\n");
        run(&mut session);
        assert_eq!(console(&session), "2\n");
    }

    #[test]
    fn all_runs_of_a_drag_are_shown_against_the_one_before_it() {
        let mut session = opened("import time\ntime.sleep(1.0)\n");
        session.begin_drag();
        for length in ["1.1", "1.2", "1.3"] {
            session.set_text(&format!("import time\ntime.sleep({length})\n"));
            run(&mut session);
        }
        session.end_drag();
        assert_eq!(number(&session, "elapsed"), ("1.30 s".into(), "+0.30 s".into()));
        session.set_text("import time\ntime.sleep(1.4)\n");
        run(&mut session);
        assert_eq!(number(&session, "elapsed"), ("1.40 s".into(), "+0.10 s".into()));
    }

    #[test]
    fn every_way_to_end_is_said() {
        let said = |source: &str| {
            let limits = Settings { max_instructions: 300_000, max_memory: 64 << 20, ..PAGE_LIMITS };
            let mut session = Session::with_settings(source, limits);
            run(&mut session);
            session.status().text
        };
        let sleep = "import asyncio\nasync def main():\n    ";
        let texts = [
            said("1 / 0\n"),
            said("raise SystemExit(3)\n"),
            said("while True: pass\n"),
            said(&format!("{sleep}while True: await asyncio.sleep(0)\nasyncio.run(main())\n")),
            said("x = [0] * 10**10\n"),
            said("def f(): f()\nf()\n"),
            said(&format!("{sleep}await asyncio.Event().wait()\nasyncio.run(main())\n")),
            said(&format!("{sleep}await asyncio.sleep(1e6)\nasyncio.run(main())\n")),
            said(&"x = 1\n".repeat(200_000)),
        ];
        insta::assert_snapshot!(texts.join("\n"), @r"
        Ended after 22 ns by an exception: ZeroDivisionError: division by zero
        Left by sys.exit with status 3 after 143 ns.
        Stopped: the program used all the instructions a run may take; is a loop without end?
        Stopped: the program used all the instructions a run may take; is a loop without end?
        Stopped: the program needs more memory than a run may have.
        Ended after 50.0 µs by an exception: RecursionError: maximum recursion depth exceeded
        Stopped: every task is waiting and nothing is left that could wake one (a deadlock).
        Stopped: the program ran to the end of the virtual time a run may have.
        Line 1: Beyond a limit: source too long: 1200000 bytes; Loopscope reads up to 1000000 bytes
        ");
    }
}
