//! What is to be sent, and the buttons that send it.

use crate::app::{App, app};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use loopscope::session::{LoadPlan, MIX_MAX, Pattern};

/// The list of routes that the fields for requests offer.
const ROUTES: &str = "load-routes";

/// The form.
#[component]
pub fn Form() -> impl IntoView {
    let App { state, actions } = app();
    let problem = Memo::new(move |_| state.load.with(LoadPlan::problem));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        actions.send_load();
    };
    let under_load = move || state.run().is_some_and(|run| run.load.is_some());
    view! {
        <form class="load-form" on:submit=send novalidate>
            <Mix />
            <div class="load-fields">
                <PatternChoice />
                <Amount label="Requests" value=|plan| plan.requests change=|plan, value| plan.requests = value />
                <Paced />
                <Amount label="Workers" value=|plan| plan.workers change=|plan, value| plan.workers = value />
                <Amount label="Pool threads" value=|plan| plan.pool change=|plan, value| plan.pool = value />
                <Amount label="Cores" value=|plan| plan.cores change=|plan, value| plan.cores = value />
            </div>
            <div class="load-checks">
                <Check
                    label="Probe /ping"
                    meaning="Also a GET /ping every 20 ms: what everybody else notices."
                    value=|plan| plan.probe
                    change=|plan, value| plan.probe = value
                />
                <Check
                    label="Uneven workers"
                    meaning="One worker takes most of what comes at once, as under Linux; else they are served in turn."
                    value=|plan| plan.uneven
                    change=|plan, value| plan.uneven = value
                />
            </div>
            <div class="load-send">
                <button type="submit" class="button button-main" disabled=move || problem.with(Option::is_some)>
                    "Send"
                </button>
                <button type="button" class="button" disabled=move || !state.is_running() on:click=move |_| actions.stop()>
                    "Stop sending"
                </button>
                <button type="button" class="button" disabled=move || !under_load() on:click=move |_| actions.end_load()>
                    "Run without load"
                </button>
                <Answered />
            </div>
            <p class="load-problem" role="status">{move || problem.get()}</p>
        </form>
    }
}

/// What requests, each with its weight.
#[component]
fn Mix() -> impl IntoView {
    let App { state, actions } = app();
    let routes = move || state.analysis.with(|analysis| analysis.routes()).unwrap_or_default();
    let option = |request: String| view! { <option value=request></option> };
    // Rows come and go by number, so that a field keeps the focus while it is typed in.
    let places = Memo::new(move |_| state.load.with(|plan| plan.mix.len()));
    let full = move || places.get() >= MIX_MAX;
    view! {
        <fieldset class="load-mix">
            <legend class="spoken">"Requests"</legend>
            <datalist id=ROUTES>{move || routes().into_iter().map(|route| option(route.request)).collect_view()}</datalist>
            <For each=move || 0..places.get() key=|place| *place children=move |place| view! { <Kind place=place /> } />
            <button type="button" class="button load-add" disabled=full on:click=move |_| actions.add_to_mix()>
                "Add a route"
            </button>
        </fieldset>
    }
}

/// One kind of requests of the mix.
#[component]
fn Kind(place: usize) -> impl IntoView {
    let App { state, actions } = app();
    let request = move || state.load.with(|plan| plan.mix.get(place).map(|mixed| mixed.request.clone()));
    let weight = move || state.load.with(|plan| plan.mix.get(place).map(|mixed| mixed.weight.to_string()));
    let single = move || state.load.with(|plan| plan.mix.len() < 2);
    let number = place + 1;
    view! {
        <div class="load-kind">
            <input
                type="text"
                class="load-input load-request"
                aria-label=format!("Request {number}")
                list=ROUTES
                autocomplete="off"
                spellcheck="false"
                prop:value=request
                on:input=move |event| {
                    let text = event_target_value(&event);
                    actions.change_load(|plan| plan.set_request(place, text));
                }
            />
            <label class="load-weight">
                "×"
                <input
                    type="number"
                    class="load-input"
                    aria-label=format!("Weight of request {number}")
                    min="1"
                    max="100"
                    disabled=single
                    prop:value=weight
                    on:input=move |event| {
                        let weight = whole(&event_target_value(&event));
                        actions.change_load(|plan| plan.set_weight(place, weight));
                    }
                />
            </label>
            <button
                type="button"
                class="button load-remove"
                aria-label=format!("Remove request {number}")
                title="Remove"
                disabled=single
                on:click=move |_| actions.change_load(|plan| plan.remove(place))
            >
                "−"
            </button>
        </div>
    }
}

#[component]
fn PatternChoice() -> impl IntoView {
    let App { state, actions } = app();
    let chosen = move || state.load.with(|plan| plan.pattern);
    let option = move |one: Pattern| {
        view! {
            <option value=one.label() selected=move || chosen() == one>
                {one.label()}
            </option>
        }
    };
    let choose = move |event| {
        if let Some(pattern) = Pattern::labelled(&event_target_value(&event)) {
            actions.change_load(|plan| plan.pattern = pattern);
        }
    };
    view! {
        <label class="load-field load-pattern" title=move || chosen().meaning()>
            <span class="load-label">"Sent"</span>
            <select class="select" on:change=choose>
                {Pattern::ALL.map(option).collect_view()}
            </select>
        </label>
    }
}

/// How many clients, or how many requests a second: what the pattern asks for.
#[component]
fn Paced() -> impl IntoView {
    let state = app().state;
    let pattern = Memo::new(move |_| state.load.with(|plan| plan.pattern));
    move || match pattern.get() {
        Pattern::AtOnce | Pattern::Clients => view! {
            <Amount
                label="Clients"
                disabled=pattern.get() == Pattern::AtOnce
                value=|plan| plan.clients
                change=|plan, value| plan.clients = value
            />
        }
        .into_any(),
        Pattern::Steady => rate().into_any(),
        Pattern::Poisson => view! {
            {rate()}
            <Amount label="Seed" least=0 value=|plan| plan.seed change=|plan, value| plan.seed = value />
        }
        .into_any(),
    }
}

fn rate() -> impl IntoView {
    view! { <Amount label="Rate per s" value=|plan| plan.rate change=|plan, value| plan.rate = value /> }
}

/// A whole number of the plan.
#[component]
fn Amount(
    label: &'static str,
    #[prop(optional)] disabled: bool,
    #[prop(default = 1)] least: u64,
    value: fn(&LoadPlan) -> u64,
    change: fn(&mut LoadPlan, u64),
) -> impl IntoView {
    let App { state, actions } = app();
    view! {
        <label class="load-field">
            <span class="load-label">{label}</span>
            <input
                type="number"
                class="load-input load-amount"
                min=least
                disabled=disabled
                prop:value=move || state.load.with(value).to_string()
                on:input=move |event| {
                    let number = whole(&event_target_value(&event));
                    actions.change_load(|plan| change(plan, number));
                }
            />
        </label>
    }
}

/// Something that is so or not.
#[component]
fn Check(
    label: &'static str,
    meaning: &'static str,
    value: fn(&LoadPlan) -> bool,
    change: fn(&mut LoadPlan, bool),
) -> impl IntoView {
    let App { state, actions } = app();
    view! {
        <label class="load-check" title=meaning>
            <input
                type="checkbox"
                prop:checked=move || state.load.with(value)
                on:change=move |event| {
                    let checked = event_target_checked(&event);
                    actions.change_load(|plan| change(plan, checked));
                }
            />
            {label}
        </label>
    }
}

/// How far a load is that is being sent.
#[component]
fn Answered() -> impl IntoView {
    let state = app().state;
    let answered = Memo::new(move |_| state.status.with(|status| status.answered));
    let text = move || answered.get().map(|thousandths| format!("{} % answered", thousandths / 10));
    view! {
        <span class="load-answered" class:load-answering=move || answered.get().is_some()>
            <progress
                class="load-progress"
                max="1000"
                aria-label="Requests answered"
                prop:value=move || answered.get().unwrap_or(0) as f64
            ></progress>
            <span class="load-answered-text">{text}</span>
        </span>
    }
}

/// A whole number as it is typed; 0, which nothing takes, for what is none.
fn whole(text: &str) -> u64 {
    text.trim().parse().unwrap_or(0)
}
