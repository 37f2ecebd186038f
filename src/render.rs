//! How we say it: from the inert answer types to one output format each.
//!
//! A renderer words and arranges. It judges nothing, writes nowhere, and never asks the pack for
//! more than the records it is handed.

pub mod json_v1;
pub mod schema;
pub mod text;
