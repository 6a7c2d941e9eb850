//! Programs in, programs with other waits out.

use proptest::prelude::*;

use crate::syntax::{WaitKind, apply, cycle, parse, set_all, switch, wait_sites};

/// The program after `edits` of it; it must parse.
fn after(source: &str, edits: &[super::TextEdit]) -> String {
    let text = apply(source, edits).expect("edits fit the text they were made for");
    assert_eq!(parse(&text).diagnostics, [], "{text}");
    text
}

/// The program with its wait number `index` switched.
fn switched(source: &str, index: usize, to: WaitKind) -> String {
    let module = parse(source).module;
    let site = wait_sites(source, &module)[index].range;
    after(source, &switch(source, &module, site, to).expect("offered"))
}

/// The program with the chip of wait number `index` clicked.
fn cycled(source: &str, index: usize) -> String {
    let module = parse(source).module;
    let site = wait_sites(source, &module)[index].range;
    after(source, &cycle(source, &module, site).expect("something is offered"))
}

fn all(source: &str, to: WaitKind) -> String {
    after(source, &set_all(source, &parse(source).module, to))
}

const DOWNLOADS: &str = "\
import asyncio

async def download(name, seconds):
    print('start', name)
    await asyncio.sleep(seconds)  # the network
    return name

async def main():
    await asyncio.gather(download('a', 1.0), download('b', 1.5))
    await asyncio.sleep(0.5)

asyncio.run(main())
";

#[test]
fn one_click_makes_all_waits_blocking_and_one_click_makes_them_awaited_again() {
    let blocking = all(DOWNLOADS, WaitKind::Blocking);
    insta::assert_snapshot!(blocking, @r#"
    import asyncio
    import time  # added by Loopscope

    async def download(name, seconds):
        print('start', name)
        time.sleep(seconds)  # the network
        return name

    async def main():
        await asyncio.gather(download('a', 1.0), download('b', 1.5))
        time.sleep(0.5)

    asyncio.run(main())
    "#);
    assert_eq!(all(&blocking, WaitKind::Awaited), DOWNLOADS);
}

#[test]
fn a_chip_goes_round() {
    let busy = switched(DOWNLOADS, 0, WaitKind::Busy);
    insta::assert_snapshot!(busy, @r#"
    import asyncio
    import time  # added by Loopscope

    async def download(name, seconds):
        print('start', name)
        _busy_until = time.perf_counter() + seconds
        while time.perf_counter() < _busy_until: pass  # the network
        return name

    async def main():
        await asyncio.gather(download('a', 1.0), download('b', 1.5))
        await asyncio.sleep(0.5)

    asyncio.run(main())
    "#);
    let awaited = cycled(&busy, 0);
    assert_eq!(awaited, DOWNLOADS);
    let blocking = cycled(&awaited, 0);
    assert!(blocking.contains("    time.sleep(seconds)  # the network\n"), "{blocking}");
    assert_eq!(cycled(&blocking, 0), busy);
}

#[test]
fn an_added_import_stays_while_it_is_needed() {
    let one = switched(DOWNLOADS, 0, WaitKind::Blocking);
    let both = switched(&one, 1, WaitKind::Busy);
    assert_eq!(both.matches("import time").count(), 1);
    let back = switched(&both, 0, WaitKind::Awaited);
    assert_eq!(back.matches("import time").count(), 1);
    assert_eq!(switched(&back, 1, WaitKind::Awaited), DOWNLOADS);
}

#[test]
fn the_programs_own_imports_are_used_and_never_removed() {
    let source = "from time import sleep\n\nasync def main():\n    sleep(1)\n";
    let awaited = switched(source, 0, WaitKind::Awaited);
    insta::assert_snapshot!(awaited, @r#"
    from time import sleep
    import asyncio  # added by Loopscope

    async def main():
        await asyncio.sleep(1)
    "#);
    assert_eq!(switched(&awaited, 0, WaitKind::Blocking), source);
    let busy = switched(source, 0, WaitKind::Busy);
    insta::assert_snapshot!(busy, @r#"
    from time import sleep
    import time  # added by Loopscope

    async def main():
        _busy_until = time.perf_counter() + 1
        while time.perf_counter() < _busy_until: pass
    "#);
    assert_eq!(switched(&busy, 0, WaitKind::Blocking), source);
    assert_eq!(switched(&switched(&busy, 0, WaitKind::Awaited), 0, WaitKind::Blocking), source);
}

#[test]
fn an_import_goes_behind_docstring_and_imports() {
    for (source, expected) in [
        (
            "'''Doc.'''\nimport time\nasync def f():\n    time.sleep(1)\n",
            "'''Doc.'''\nimport time\nimport asyncio  # added by Loopscope\nasync",
        ),
        (
            "import time; x = (1,\n 2)\nasync def f():\n    time.sleep(1)\n",
            "import time; x = (1,\n 2)\nimport asyncio  # added by Loopscope\nasync",
        ),
        (
            "from time import (\n    sleep,\n)  # why\n\n\nasync def f():\n    sleep(1)",
            ")  # why\nimport asyncio  # added by Loopscope\n\n\nasync",
        ),
        (
            "import time\r\nasync def f():\r\n    time.sleep(1)\r\n",
            "import time\r\nimport asyncio  # added by Loopscope\r\nasync",
        ),
        (
            "'''Doc.'''\n@wrap\nasync def f():\n    import time\n    time.sleep(1)\n",
            "'''Doc.'''\nimport asyncio  # added by Loopscope\n@wrap\n",
        ),
    ] {
        let awaited = switched(source, 0, WaitKind::Awaited);
        assert!(awaited.contains(expected), "{awaited}");
        assert_eq!(switched(&awaited, 0, WaitKind::Blocking), source);
    }
}

#[test]
fn a_last_line_without_its_end_keeps_none() {
    let source = "import asyncio; import time; f = [time.sleep(1)]";
    assert_eq!(all(source, WaitKind::Awaited), source);
    let source = "import time\nasync def f(): time.sleep(1)";
    let awaited = switched(source, 0, WaitKind::Awaited);
    assert_eq!(awaited, "import time\nimport asyncio  # added by Loopscope\nasync def f(): await asyncio.sleep(1)");
    assert_eq!(switched(&awaited, 0, WaitKind::Blocking), source);
}

#[test]
fn the_text_of_arguments_stays_as_it_is() {
    let source = "import asyncio, time\nasync def f():\n    x = [time.sleep( # why\n        1.50 ), 2]\n";
    assert_eq!(switched(source, 0, WaitKind::Awaited), source.replace("time.sleep", "await asyncio.sleep"));
}

#[test]
fn a_duration_that_is_no_plain_value_gets_parentheses_in_the_loop() {
    let source = "import time\n\ndef f(a, b):\n\ttime.sleep(a or b)\n";
    let busy = switched(source, 0, WaitKind::Busy);
    insta::assert_snapshot!(busy, @r#"
    import time

    def f(a, b):
    	_busy_until = time.perf_counter() + (a or b)
    	while time.perf_counter() < _busy_until: pass
    "#);
    assert_eq!(switched(&busy, 0, WaitKind::Blocking), source);
}

#[test]
fn a_place_without_a_wait_is_refused() {
    let module = parse(DOWNLOADS).module;
    let nowhere = crate::base::ByteRange::new(0, 6);
    let refusal = switch(DOWNLOADS, &module, nowhere, WaitKind::Busy).unwrap_err();
    assert_eq!(refusal.to_string(), "There is no wait at this place.");
    let source = "import time\ntime.sleep(1); x = 1\n";
    let module = parse(source).module;
    let site = wait_sites(source, &module)[0].range;
    let refusal = cycle(source, &module, site).unwrap_err();
    assert_eq!(refusal.to_string(), "A busy loop needs lines of its own; here the wait is part of a line.");
}

/// Programs made of waits in all sorts of places.
fn program() -> impl Strategy<Value = String> {
    let imports = prop::sample::subsequence(
        vec![
            "import time",
            "import asyncio",
            "import time as t",
            "from time import sleep",
            "from asyncio import sleep as rest",
            "import asyncio  # added by Loopscope",
            "import time  # added by Loopscope",
            "import time; import os",
            "from time import perf_counter",
        ],
        0..6,
    );
    let wait = prop::sample::select(vec![
        "time.sleep(1.0)",
        "t.sleep(d)",
        "sleep(0.5)",
        "await asyncio.sleep(1)",
        "await rest(2)",
        "x = await asyncio.sleep(1, x)",
        "x = [time.sleep(1) for _ in x]",
        "x = (time.sleep(1) for _ in x)",
        "if x: time.sleep(3)",
        "time.sleep(1); sleep(2)  # both",
        "time.sleep(a + b)  # why",
        "time.sleep(time.time())",
        "print(f'{time.sleep(1)}')",
        "_busy_until = time.perf_counter() + 0.5\n    while time.perf_counter() < _busy_until: pass",
        "_busy_until = perf_counter() + 0.5\n    while perf_counter() < _busy_until: pass  # there",
        "pass",
    ]);
    let function = (prop::sample::select(vec!["def", "async def"]), prop::collection::vec(wait, 1..4));
    let parts = (imports, prop::collection::vec(function, 1..4), any::<[bool; 4]>());
    parts.prop_map(|(imports, functions, [doc, time_taken, crlf, open_end])| {
        let mut text = if doc { "'''Doc.'''\n".to_owned() } else { String::new() };
        for import in imports {
            text.push_str(import);
            text.push('\n');
        }
        if time_taken {
            text.push_str("def other(time): pass\n");
        }
        for (index, (def, waits)) in functions.iter().enumerate() {
            text.push_str(&format!("\n{def} f{index}(x, a, b, d):\n    {}\n", waits.join("\n    ")));
        }
        if open_end {
            text.truncate(text.trim_end().len());
        }
        if crlf { text.replace('\n', "\r\n") } else { text }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every switch that is offered can be taken back to the byte, through either of the other kinds.
    #[test]
    fn every_switch_can_be_taken_back(source in program()) {
        let parsed = parse(&source);
        prop_assume!(parsed.diagnostics.is_empty());
        // A switch never leaves an import of its own that nothing reads, so none is taken back to one.
        let idle = |module: &str| source.contains(&format!("import {module}  #")) && !source.contains(&format!("{module}."));
        prop_assume!(!idle("asyncio") && !idle("time"));
        let sites = wait_sites(&source, &parsed.module);
        for (index, site) in sites.iter().enumerate() {
            let offered: Vec<WaitKind> = WaitKind::ALL.into_iter().filter(|kind| site.offers(*kind)).collect();
            for &to in &offered {
                let there = switched(&source, index, to);
                prop_assert_ne!(&there, &source);
                let module = parse(&there).module;
                let new_sites = wait_sites(&there, &module);
                prop_assert_eq!(new_sites.len(), sites.len(), "{}", there);
                prop_assert_eq!(new_sites[index].kind, to);
                prop_assert!(new_sites[index].offers(site.kind), "{}\n{:?}", there, new_sites[index]);
                prop_assert_eq!(&switched(&there, index, site.kind), &source);
                for &third in offered.iter().filter(|third| **third != to) {
                    prop_assert!(new_sites[index].offers(third), "{}", there);
                    let round = switched(&switched(&there, index, third), index, site.kind);
                    prop_assert_eq!(&round, &source);
                }
            }
        }
    }

    /// A switch of all waits leaves none that offers to go there, and says what one by one would say.
    #[test]
    fn all_at_once_is_one_by_one(source in program()) {
        let parsed = parse(&source);
        prop_assume!(parsed.diagnostics.is_empty());
        for to in [WaitKind::Blocking, WaitKind::Awaited] {
            let at_once = all(&source, to);
            let mut one_by_one = source.clone();
            for (index, site) in wait_sites(&source, &parsed.module).iter().enumerate() {
                if site.offers(to) {
                    one_by_one = switched(&one_by_one, index, to);
                }
            }
            prop_assert_eq!(at_once, one_by_one);
        }
    }

    /// What a site covers is a wait by itself.
    #[test]
    fn a_site_covers_a_call_or_a_loop(source in program()) {
        let parsed = parse(&source);
        prop_assume!(parsed.diagnostics.is_empty());
        for site in wait_sites(&source, &parsed.module) {
            let text = site.range.slice(&source);
            match site.kind {
                WaitKind::Blocking => prop_assert!(text.contains("sleep(") && text.ends_with(')'), "{}", text),
                WaitKind::Awaited => prop_assert!(text.starts_with("await ") && text.ends_with(')'), "{}", text),
                WaitKind::Busy => prop_assert!(text.starts_with("_busy_until = ") && text.ends_with(": pass"), "{}", text),
            }
            prop_assert!(text.contains(site.duration_range.slice(&source)));
        }
    }
}
