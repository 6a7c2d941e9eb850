//! The timeline as a table: what is in sight, in words.

use crate::app::app;
use leptos::prelude::*;
use loopscope::session::{TableRow, TableView};

/// The table.
#[component]
pub fn Events() -> impl IntoView {
    let state = app().state;
    let table = move || {
        let (run, viewport) = (state.run()?, state.window.with(|window| window.viewport)?);
        Some(run.table(viewport.start, viewport.end))
    };
    view! {
        <div class="events" tabindex="0" role="region" aria-label="What happened, as a table">
            {move || table().map(table_view)}
        </div>
    }
}

fn table_view(table: TableView) -> impl IntoView {
    view! {
        <ul class="events-groups">{table.groups.into_iter().map(|group| view! { <li>{group}</li> }).collect_view()}</ul>
        <table class="events-table">
            <caption class="events-caption">{table.caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"from (s)"</th>
                    <th scope="col">"for"</th>
                    <th scope="col">"who"</th>
                    <th scope="col">"what"</th>
                    <th scope="col">"line"</th>
                </tr>
            </thead>
            <tbody>{table.rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn row(row: TableRow) -> impl IntoView {
    view! {
        <tr>
            <td>{row.start}</td>
            <td>{row.duration}</td>
            <th scope="row">{row.who}</th>
            <td>{row.what}</td>
            <td>{row.line}</td>
        </tr>
    }
}
