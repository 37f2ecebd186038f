//! An offline, explainable career-path advisor.

pub mod advice;
pub mod advise;
pub mod diagnostic;
pub mod json;
pub mod pack;
pub mod profile;
pub mod render;
pub mod units;
