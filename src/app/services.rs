//! The table of the services that the program talks to. What is typed here is written into the program's own comment.

use super::{App, app};
use leptos::prelude::*;
use loopscope::syntax::{Service, Setting};

/// The table.
#[inline(never)]
#[component]
pub fn Services() -> impl IntoView {
    let state = app().state;
    // While a text is typed that cannot run, the table stays.
    let services = Memo::new(move |before: Option<&Vec<Service>>| {
        state.analysis.with(|analysis| match before {
            Some(before) if !analysis.compiles() => before.clone(),
            _ => analysis.services(),
        })
    });
    // By name, so that a field keeps the focus while others come and go.
    let names = Memo::new(move |_| services.with(|list| list.iter().map(|one| one.name.clone()).collect::<Vec<_>>()));
    view! {
        <details class="services" open>
            <summary class="services-head">
                <h2 class="panel-title">"Services"</h2>
                <span class="panel-note">"How what it calls outside answers"</span>
            </summary>
            <table class="services-table">
                <thead>
                    <tr>
                        <th scope="col">"service"</th>
                        <th scope="col">"latency"</th>
                        <th scope="col">"at once"</th>
                        <th scope="col">"failures"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || names.get() key=|name| name.clone() children=move |name| view! { <Row name=name services=services /> } />
                </tbody>
            </table>
        </details>
    }
}

/// One service.
#[component]
fn Row(name: String, services: Memo<Vec<Service>>) -> impl IntoView {
    let App { state, actions } = app();
    let title = name.clone();
    let place = StoredValue::new(name);
    let service = Memo::new(move |_| {
        services.with(|list| place.with_value(|name| list.iter().find(|service| service.name == *name).cloned()))
    });
    // What is typed and is not, or cannot be, in the program.
    let typed = Setting::ALL.map(|_| RwSignal::new(None::<String>));
    let shown = move |setting: Setting| {
        let said = || service.with(|service| service.as_ref().map(|s| s.value(setting).to_owned()));
        typed[setting as usize].get().or_else(said).unwrap_or_default()
    };
    let problem = move |setting: Setting| setting.problem(shown(setting).trim());
    let any_problem = Memo::new(move |_| Setting::ALL.into_iter().find_map(problem));
    let id = move || place.with_value(|name| format!("service-problem-{name}"));
    let field = move |setting: Setting| {
        let change = move |event| {
            let value = event_target_value(&event);
            let value = value.trim();
            if setting.problem(value).is_none() {
                typed[setting as usize].set(None);
                place.with_value(|name| actions.set_service(name, setting, value));
            }
        };
        let (label, meaning) = words(setting);
        view! {
            <td>
                <input
                    type="text"
                    class="load-input service-input"
                    aria-label=place.with_value(|name| format!("{label} of {name}"))
                    title=meaning
                    placeholder=move || service.with(|service| placeholder(service.as_ref(), setting))
                    aria-invalid=move || problem(setting).is_some().to_string()
                    aria-describedby=id()
                    autocomplete="off"
                    spellcheck="false"
                    disabled=move || !state.analysis.with(|analysis| analysis.compiles())
                    prop:value=move || shown(setting)
                    on:input=move |event| typed[setting as usize].set(Some(event_target_value(&event)))
                    on:change=change
                />
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{title}</th>
            {Setting::ALL.map(field).collect_view()}
        </tr>
        <tr class="service-problem" class:service-wrong=move || any_problem.with(Option::is_some)>
            <td colspan="4">
                <p id=id() role="status">
                    {move || any_problem.get().map(|problem| format!("Must be {problem}."))}
                </p>
            </td>
        </tr>
    }
}

fn words(setting: Setting) -> (&'static str, &'static str) {
    match setting {
        Setting::Latency => (
            "Latency",
            "100ms: always. 50ms..150ms: as likely at any time between. ~100ms: on average, a few much later",
        ),
        Setting::Pool => ("Calls at once", "How many calls it takes at a time; others wait in line"),
        Setting::Failures => ("Failures", "Which share of calls fails: 0.05 is 5 of 100"),
    }
}

fn placeholder(service: Option<&Service>, setting: Setting) -> &'static str {
    match setting {
        Setting::Latency => service.map_or("", |service| service.default_latency),
        Setting::Pool => "any",
        Setting::Failures => "0",
    }
}
