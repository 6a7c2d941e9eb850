//! The transport: steps, play, scrubbing, speed, time, and who is doing what at the playhead.

use super::widgets::icon::{Icon, Shape};
use super::{App, app};
use leptos::prelude::*;
use loopscope::session::Speed;

/// The transport.
#[component]
pub fn TransportPanel() -> impl IntoView {
    let App { state, actions } = app();
    let view = Memo::new(move |_| state.playback.with(|playback| playback.view()));
    let playing = move || view.with(|view| view.playing);
    let is_empty = move || state.shown.with(|shown| shown.is_none());
    view! {
        <section class="panel transport area-transport" aria-label="Playback">
            <div class="transport-buttons">
                <button
                    type="button"
                    class="button transport-step"
                    aria-label="Previous task switch"
                    title="Previous task switch"
                    disabled=is_empty
                    on:click=move |_| actions.step_back()
                >
                    <Icon shape=Shape::StepBack />
                </button>
                <button
                    type="button"
                    class="button button-main transport-play"
                    disabled=is_empty
                    on:click=move |_| actions.toggle_play()
                >
                    {move || if playing() { view! { <Icon shape=Shape::Pause /> } } else { view! { <Icon shape=Shape::Play /> } }}
                    <span class="transport-play-label">{move || if playing() { "Pause" } else { "Play" }}</span>
                </button>
                <button
                    type="button"
                    class="button transport-step"
                    aria-label="Next task switch"
                    title="Next task switch"
                    disabled=is_empty
                    on:click=move |_| actions.step_forward()
                >
                    <Icon shape=Shape::StepForward />
                </button>
            </div>
            <input
                type="range"
                class="transport-slider"
                aria-label="Time"
                min="0"
                max="1000"
                step="1"
                aria-valuetext=move || view.with(|view| view.spoken.clone())
                prop:value=move || view.with(|view| view.permille.to_string())
                on:input=move |event| actions.seek_permille(event_target_value(&event).parse().unwrap_or(0))
            />
            <p class="transport-time">
                <span class="transport-now">{move || view.with(|view| view.time.clone())}</span>
                {move || view.with(|view| format!(" / {} s", view.end))}
            </p>
            <SpeedChoice />
            <p class="transport-doing">
                {move || {
                    let time = state.playback.with(|playback| playback.time());
                    state.run().map(|run| run.now(time)).unwrap_or_default()
                }}
            </p>
        </section>
    }
}

#[component]
fn SpeedChoice() -> impl IntoView {
    let App { state, actions } = app();
    let speed = move || state.playback.with(|playback| playback.speed());
    let choose = move |event| {
        if let Some(speed) = Speed::labelled(&event_target_value(&event)) {
            actions.set_speed(speed);
        }
    };
    let option = move |one: Speed| {
        view! {
            <option value=one.label() selected=move || speed() == one>
                {one.label()}
            </option>
        }
    };
    view! {
        <label class="transport-speed">
            "Speed"
            <select class="select" on:change=choose>
                {Speed::ALL.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}
