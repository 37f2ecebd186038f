//! Ends the program in good order when the user or the system wants it to end.
//!
//! A prompt hides the cursor; whoever leaves in the middle of one must show it again. The signal
//! handler, the prompts' own Ctrl-C and the panic hook all come through here.

use super::exit::Exit;
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once};

/// What is said besides "cancelled".
static BESIDES: Mutex<&str> = Mutex::new("");

/// Says "cancelled": a Ctrl-C in a prompt arrives both as a signal and as an error, and whichever
/// comes second waits until it is said.
static SAYING: Once = Once::new();

/// Whether a panic is caught, and so not to be reported.
static IS_CAUGHT: AtomicBool = AtomicBool::new(false);

/// Installs the signal handler and the panic hook.
pub(crate) fn install() {
    // Where the system refuses the handler, the signal ends the program as it always did.
    let _ = ctrlc::set_handler(|| {
        say_cancelled();
        std::process::exit(Exit::Interrupted as i32);
    });
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        show_cursor();
        if !IS_CAUGHT.load(Ordering::SeqCst) {
            hook(panic);
        }
    }));
}

/// Returns what something gives; `None`: it panicked, of which nothing was said.
///
/// Only for prompts, which panic in a window that has become too small.
pub(crate) fn caught<T>(something: impl FnOnce() -> T) -> Option<T> {
    IS_CAUGHT.store(true, Ordering::SeqCst);
    let done = catch_unwind(AssertUnwindSafe(something)).ok();
    IS_CAUGHT.store(false, Ordering::SeqCst);
    done
}

/// Sets what the user is told besides "cancelled", such as what has become of the answers.
pub(crate) fn say_besides(words: &'static str) {
    if let Ok(mut besides) = BESIDES.lock() {
        *besides = words;
    }
}

/// Shows the cursor and says "cancelled" on a line of its own, once.
pub(crate) fn say_cancelled() {
    SAYING.call_once(say);
}

fn say() {
    let line_break = if std::io::stderr().is_terminal() {
        show_cursor();
        "\n"
    } else {
        ""
    };
    let besides = match BESIDES.lock() {
        Ok(besides) if !besides.is_empty() => format!(", {besides}"),
        Ok(_) | Err(_) => String::new(),
    };
    // Where standard error is closed nobody is there to be told.
    let _ = std::io::stderr().write_all(format!("{line_break}cancelled{besides}\n").as_bytes());
}

fn show_cursor() {
    if std::io::stderr().is_terminal() {
        let _ = console::Term::stderr().show_cursor();
    }
}
