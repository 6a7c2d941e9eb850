//! What came of a load: its numbers, how often each latency came, and what each request did when.

use crate::app::numbers::number;
use crate::app::{App, app};
use leptos::prelude::*;
use loopscope::session::{
    BarRow, Bars, Column, Doing, Histogram, LoadResult, PICTURE_HEIGHT, PICTURE_WIDTH, memory_model,
};
use std::sync::Arc;

/// The results.
#[component]
pub fn Results() -> impl IntoView {
    let App { state, actions } = app();
    let result = Memo::new(move |_| state.load_result());
    let before = move || state.shown.with(|shown| shown.as_ref()?.ghost.as_ref()?.load.as_ref()?.result.clone());
    let numbers = move || result.with(|result| Some(result.as_ref()?.views(before().as_deref())));
    let with = move |view: fn(&Arc<LoadResult>) -> AnyView| move || result.with(|result| result.as_ref().map(view));
    view! {
        <div class="load-results">
            <div class="load-said">
                <p class="load-what" role="status">
                    {with(|result| {
                        let row = result.row();
                        view! {
                            <span class="load-route">{row.route}</span>
                            {format!(" · {} · ", row.load)}
                            <strong>{row.variant}</strong>
                        }
                            .into_any()
                    })}
                </p>
                <button type="button" class="button" on:click=move |_| actions.keep_result()>
                    "Keep this result"
                </button>
            </div>
            <dl class="numbers-list">{move || numbers().unwrap_or_default().into_iter().map(number).collect_view()}</dl>
            <div class="load-pictures">
                <figure class="load-figure">
                    <figcaption class="load-caption">"Latencies: how many requests took how long"</figcaption>
                    {with(|result| histogram(&result.histogram).into_any())}
                </figure>
                <figure class="load-figure">
                    <figcaption class="load-caption">"What each request did, over time"</figcaption>
                    {with(|result| all_bars(&result.bars).into_any())}
                </figure>
            </div>
            <details class="load-details">
                <summary>"The same as tables"</summary>
                <div class="load-tables" tabindex="0" role="region" aria-label="The load in tables">
                    {with(|result| tables(result).into_any())}
                </div>
            </details>
            <details class="load-details">
                <summary>"How memory is reckoned"</summary>
                <p class="load-note">{memory_model()}</p>
            </details>
        </div>
    }
}

fn axis(axis: &[String; 3]) -> impl IntoView + use<> {
    let mark = |text: String| view! { <span>{text}</span> };
    view! { <div class="load-axis" aria-hidden="true">{axis.clone().map(mark).collect_view()}</div> }
}

fn histogram(histogram: &Histogram) -> impl IntoView + use<> {
    view! {
        <svg
            class="load-histogram"
            role="img"
            aria-label=histogram.text.clone()
            viewBox=format!("0 0 {PICTURE_WIDTH} {PICTURE_HEIGHT}")
            preserveAspectRatio="none"
        >
            <path class="load-columns" d=histogram.outline.clone()></path>
        </svg>
        {axis(&histogram.axis)}
        <p class="load-note">{histogram.text.clone()}</p>
    }
}

/// Each worker's requests, one picture below the other on the same axis.
fn all_bars(workers: &[Bars]) -> impl IntoView + use<> {
    let count = workers.len();
    let first = workers.first().cloned().unwrap_or_default();
    let legend = first.outlines.into_iter().map(move |(doing, _, share)| {
        let class = format!("legend-item legend-{}", doing.name());
        let text = if count > 1 { doing.label().to_owned() } else { format!("{} {share}", doing.label()) };
        view! { <li class=class>{text}</li> }
    });
    view! {
        {workers.iter().map(|worker| bars(worker, count)).collect_view()}
        {axis(&first.axis)}
        <ul class="legend" aria-hidden="true">{legend.collect_view()}</ul>
    }
}

fn bars(bars: &Bars, count: usize) -> impl IntoView + use<> {
    let said: Vec<String> =
        bars.outlines.iter().map(|(doing, _, share)| format!("{share} {}", doing.label())).collect();
    let outline = |(doing, outline, _): &(Doing, String, String)| {
        view! { <path class=format!("load-bars-{}", doing.name()) d=outline.clone()></path> }
    };
    // As high together as one alone, unless they are many.
    let height = format!("{}rem", (10.0 / count.max(1) as f64).max(2.5));
    view! {
        <p class="load-note">{bars.note.clone()}</p>
        <svg
            class="load-bars"
            style:height=height
            role="img"
            aria-label=format!("{} Of their time: {}.", bars.note, said.join(", "))
            viewBox=format!("0 0 {PICTURE_WIDTH} {}", bars.height)
            preserveAspectRatio="none"
        >
            {bars.outlines.iter().map(outline).collect_view()}
        </svg>
    }
}

fn tables(result: &LoadResult) -> impl IntoView + use<> {
    let column = |column: Column| {
        view! {
            <tr>
                <th scope="row">{column.range}</th>
                <td>{column.count}</td>
            </tr>
        }
    };
    let row = |row: BarRow| {
        view! {
            <tr>
                <th scope="row">{row.number}</th>
                <td>{row.sent}</td>
                <td>{row.took}</td>
                <td>{row.queued}</td>
                <td>{row.running}</td>
                <td>{row.waiting}</td>
                <td>{row.blocking}</td>
                <td>{row.status}</td>
            </tr>
        }
    };
    let heads = ["request", "sent at", "took", "in a queue", "running", "waiting", "blocking", "status"];
    let worker = |bars: &Bars| {
        view! {
            <table class="events-table">
                <caption class="events-caption">{bars.note.clone()}</caption>
                <thead>
                    <tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{bars.rows.iter().cloned().map(row).collect_view()}</tbody>
            </table>
        }
    };
    view! {
        <table class="events-table">
            <caption class="events-caption">"Latencies"</caption>
            <thead>
                <tr>
                    <th scope="col">"took"</th>
                    <th scope="col">"requests"</th>
                </tr>
            </thead>
            <tbody>{result.histogram.columns.iter().cloned().map(column).collect_view()}</tbody>
        </table>
        {result.bars.iter().map(worker).collect_view()}
    }
}
