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
                    {with(|result| bars(&result.bars).into_any())}
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

fn bars(bars: &Bars) -> impl IntoView + use<> {
    let legend = bars.outlines.iter().map(|(doing, _, share)| {
        let class = format!("legend-item legend-{}", doing.name());
        view! { <li class=class>{format!("{} {share}", doing.label())}</li> }
    });
    let said: Vec<String> =
        bars.outlines.iter().map(|(doing, _, share)| format!("{share} {}", doing.label())).collect();
    let outline = |(doing, outline, _): &(Doing, String, String)| {
        view! { <path class=format!("load-bars-{}", doing.name()) d=outline.clone()></path> }
    };
    view! {
        <svg
            class="load-bars"
            role="img"
            aria-label=format!("{} Of their time: {}.", bars.note, said.join(", "))
            viewBox=format!("0 0 {PICTURE_WIDTH} {}", bars.height)
            preserveAspectRatio="none"
        >
            {bars.outlines.iter().map(outline).collect_view()}
        </svg>
        {axis(&bars.axis)}
        <ul class="legend" aria-hidden="true">{legend.collect_view()}</ul>
        <p class="load-note">{bars.note.clone()}</p>
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
        <table class="events-table">
            <caption class="events-caption">{result.bars.note.clone()}</caption>
            <thead>
                <tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
            </thead>
            <tbody>{result.bars.rows.iter().cloned().map(row).collect_view()}</tbody>
        </table>
    }
}
