//! Results that were kept, side by side.

use crate::app::{App, app};
use leptos::prelude::*;
use loopscope::session::LoadRow;

/// The table; nothing as long as nothing was kept.
#[component]
pub fn Kept() -> impl IntoView {
    let App { state, actions } = app();
    let heads = ["variant", "route", "load", "p50", "p95", "makespan", "throughput", "threads", "longest freeze"];
    let row = move |(place, row): (usize, LoadRow)| {
        view! {
            <tr>
                <th scope="row">{row.variant}</th>
                <td class="load-route">{row.route}</td>
                <td>{row.load}</td>
                <td>{row.p50}</td>
                <td>{row.p95}</td>
                <td>{row.makespan}</td>
                <td>{row.throughput}</td>
                <td>{row.threads}</td>
                <td>{row.longest_freeze}</td>
                <td>
                    <button
                        type="button"
                        class="button load-remove"
                        aria-label=format!("Remove result {}", place + 1)
                        title="Remove"
                        on:click=move |_| actions.forget_result(place)
                    >
                        "−"
                    </button>
                </td>
            </tr>
        }
    };
    let rows = move || state.kept.with(|kept| kept.iter().map(|result| result.row()).enumerate().collect::<Vec<_>>());
    view! {
        <Show when=move || state.kept.with(|kept| !kept.is_empty())>
            <div class="load-kept" tabindex="0" role="region" aria-label="Kept results">
                <table class="events-table">
                    <caption class="events-caption">"Kept results"</caption>
                    <thead>
                        <tr>
                            {heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{move || rows().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </Show>
    }
}
