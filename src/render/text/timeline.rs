//! The plan as a drawing of two tracks, study and work, over the weeks.

use crate::advice::{Plan, Step, StepKind};
use crate::units::Date;

use super::layout::{Page, Tone, columns, fit, pad, pad_left};

/// Columns of the words before the bars: `Study  `.
const TRACK: usize = 7;

/// Names longer than this are cut beside their bars; the steps below say them in full.
const LONGEST_NAME: usize = 28;

/// With fewer columns than this the names stand above their bars.
const SIDE_BY_SIDE: usize = 66;

/// The columns of the bars where nothing limits them.
const FREE_BARS: usize = 48;

/// Draws the plan, unless it takes no time or is to be read aloud.
///
/// Steps bear the numbers that the list of steps below gives them.
pub(super) fn draw(page: &mut Page<'_>, plan: &Plan<'_>) {
    let ends = plan.steps.iter().map(|step| step.end_week).max();
    let weeks = ends.unwrap_or(0).max(plan.finish_week);
    if page.options().line_mode || weeks == 0 || plan.steps.is_empty() {
        return;
    }
    let rows = rows(plan);
    page.blank();
    if page.has_room_for(SIDE_BY_SIDE) {
        beside(page, plan, &rows, weeks);
    } else {
        stacked(page, plan, &rows, weeks);
    }
    page.blank();
}

struct Row<'s, 'p> {
    track: &'static str,
    label: String,
    step: &'s Step<'p>,
}

/// Returns the rows by track; the list of steps stays in the order of time.
fn rows<'s, 'p>(plan: &'s Plan<'p>) -> Vec<Row<'s, 'p>> {
    let mut rows: Vec<Row<'s, 'p>> = numbered(plan)
        .map(|(number, step)| Row {
            track: track(step.kind),
            label: match number {
                Some(number) => format!("{number} {}", step.name),
                None => format!("- {}", step.name),
            },
            step,
        })
        .collect();
    let order = |row: &Row<'_, '_>| {
        ["Study", "Await", "Work"]
            .iter()
            .position(|t| *t == row.track)
    };
    rows.sort_by_key(order);
    rows
}

/// Returns the steps with their numbers: what is waited for and staying put bear none.
pub(super) fn numbered<'s, 'p>(
    plan: &'s Plan<'p>,
) -> impl Iterator<Item = (Option<usize>, &'s Step<'p>)> {
    let mut number = 0;
    plan.steps.iter().map(move |step| match step.kind {
        StepKind::Earn | StepKind::Renew | StepKind::Work => {
            number += 1;
            (Some(number), step)
        }
        StepKind::Wait | StepKind::Stay => (None, step),
    })
}

fn track(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Earn | StepKind::Renew => "Study",
        StepKind::Wait => "Await",
        StepKind::Work | StepKind::Stay => "Work",
    }
}

fn beside(page: &mut Page<'_>, plan: &Plan<'_>, rows: &[Row<'_, '_>], weeks: u32) {
    let longest = rows
        .iter()
        .map(|row| columns(&row.label))
        .max()
        .unwrap_or(0);
    let (label, bars) = match page.width() {
        // Indent, a space, and the two edges of the bars take five columns.
        Some(width) => {
            let label = longest.min(LONGEST_NAME);
            (label, width.saturating_sub(TRACK + label + 5))
        }
        None => (longest, FREE_BARS),
    };
    let indent = " ".repeat(2 + TRACK + label + 2);
    scale(page, plan, &indent, bars, weeks);
    let mut last = "";
    for row in rows {
        let shown = if row.track == last { "" } else { row.track };
        last = row.track;
        let (before, bar, after) = bar(row.step, bars, weeks);
        page.draw(&[
            (Tone::Plain, "  ".to_owned()),
            (Tone::Strong, pad(shown, TRACK)),
            (Tone::Plain, fit(&row.label, label)),
            (Tone::Plain, format!(" |{before}")),
            (tone(row.step.kind), bar),
            (Tone::Plain, format!("{after}|")),
        ]);
    }
}

fn stacked(page: &mut Page<'_>, plan: &Plan<'_>, rows: &[Row<'_, '_>], weeks: u32) {
    let width = page.width().unwrap_or(FREE_BARS);
    let bars = width.saturating_sub(6);
    let mut last = "";
    for row in rows {
        if row.track != last {
            page.draw(&[
                (Tone::Plain, "  ".to_owned()),
                (Tone::Strong, row.track.to_owned()),
            ]);
            last = row.track;
        }
        page.draw(&[(
            Tone::Plain,
            format!("  {}", fit(&row.label, width.saturating_sub(2))),
        )]);
        let (before, bar, after) = bar(row.step, bars, weeks);
        page.draw(&[
            (Tone::Plain, format!("    |{before}")),
            (tone(row.step.kind), bar),
            (Tone::Plain, format!("{after}|")),
        ]);
    }
    scale(page, plan, "     ", bars, weeks);
}

/// Draws the dates at the beginning and the end, and half-way where there is room.
fn scale(page: &mut Page<'_>, plan: &Plan<'_>, indent: &str, bars: usize, weeks: u32) {
    let finish = day(plan, weeks);
    let begin = day(plan, 0).to_string();
    let end = finish.to_string();
    let mut line = begin.clone();
    let middle = day(plan, weeks / 2).to_string();
    if weeks >= 8 && bars >= begin.len() * 3 + 6 {
        let start = bars / 2 - middle.len() / 2;
        line = format!("{}{middle}", pad(&line, start));
    }
    let rest = bars.saturating_sub(columns(&line));
    let line = format!("{indent}{line}{}", pad_left(&end, rest.max(end.len() + 1)));
    page.draw(&[(Tone::Faint, line)]);
}

/// Returns the day a week of the plan begins.
fn day(plan: &Plan<'_>, week: u32) -> Date {
    plan.finish_on
        .plus_days((i64::from(week) - i64::from(plan.finish_week)) * 7)
}

/// Returns the spaces before the bar, the bar, and the spaces after it: `cells` columns in all.
fn bar(step: &Step<'_>, cells: usize, weeks: u32) -> (String, String, String) {
    let place = |week: u32| {
        let place = u64::from(week) * cells as u64 / u64::from(weeks.max(1));
        usize::try_from(place).unwrap_or(cells).min(cells)
    };
    // Even what takes no time, or less than a column, is seen.
    let from = place(step.start_week).min(cells.saturating_sub(1));
    let until = place(step.end_week).max(from + 1).min(cells);
    let mark = match step.kind {
        _ if step.start_week == step.end_week => "*",
        StepKind::Earn | StepKind::Renew => "#",
        StepKind::Wait => ".",
        StepKind::Work => "=",
        StepKind::Stay => "-",
    };
    (
        " ".repeat(from),
        mark.repeat(until.saturating_sub(from)),
        " ".repeat(cells.saturating_sub(until)),
    )
}

fn tone(kind: StepKind) -> Tone {
    match kind {
        StepKind::Earn | StepKind::Renew => Tone::Study,
        StepKind::Work => Tone::Work,
        StepKind::Wait | StepKind::Stay => Tone::Faint,
    }
}
