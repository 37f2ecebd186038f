//! Whole records: their order, and whether anything uses them.

use std::collections::BTreeSet;

use super::{Linter, SourceIndex};
use crate::diagnostic::Code;
use crate::json::quote;
use crate::pack::Qualification;
use crate::pack::check::PackFile;
use crate::pack::citations::citations;
use crate::pack::requirement::{Held, Leaf};

impl Linter<'_> {
    /// Lints the order of sections, and sources, classes and statements.
    pub(super) fn records(&mut self, files: &[PackFile]) {
        for (file, part) in files.iter().enumerate() {
            self.order(file, part);
        }
        self.sources();
        self.classes();
        self.statements();
    }

    fn order(&mut self, file: usize, part: &PackFile) {
        let document = &part.document;
        macro_rules! sections {
            ($($section:ident),+) => {
                [$((
                    stringify!($section),
                    document.$section.iter().map(|each| each.id.as_str()).collect::<Vec<_>>(),
                )),+]
            };
        }
        let sections = sections!(
            backgrounds,
            fields,
            experience,
            credentials,
            degrees,
            occupations,
            recommendations,
            guidance,
            statements,
            facts,
            sources
        );
        for (section, ids) in sections {
            let pairs = ids.iter().zip(ids.iter().skip(1));
            let wrong = pairs.enumerate().find(|(_, (a, b))| a > b);
            if let Some((place, (before, id))) = wrong {
                let at = super::At {
                    file,
                    section,
                    position: place + 1,
                };
                let message = format!(
                    "the section `{section}` is not sorted by id: {} stands after {}",
                    quote(id),
                    quote(before)
                );
                let help = "run `careerpath rules fmt`";
                self.warn(Code::LintUnsortedSection, at, "/id", message, help);
            }
        }
    }

    fn sources(&mut self) {
        let pack = self.pack;
        let cited: BTreeSet<SourceIndex> = citations(pack).map(|(_, source)| source).collect();
        for (place, source) in pack.sources.iter().enumerate() {
            let Some(at) = self.merged.sources.get(place).map(|each| each.at) else {
                continue;
            };
            let id = quote(&source.id);
            if !cited.contains(&SourceIndex::of(place)) {
                let message = format!("nothing cites the source {id}");
                let help = "cite it where it is used, or leave it out";
                self.warn(Code::LintIdleSource, at, "", message, help);
            }
            if source.is_stale(self.as_of) {
                let message = format!(
                    "the source {id} was checked on {} and is good for {} days",
                    source.checked, source.stale_after_days
                );
                let help = "read it again, correct what has changed and set `checked` to today";
                self.warn(Code::LintStaleSource, at, "/checked", message, help);
            }
        }
    }

    fn classes(&mut self) {
        let pack = self.pack;
        for class in &pack.classes {
            let [only] = class.members.as_slice() else {
                self.unasked_class(class);
                continue;
            };
            let member = pack.qualifications.get(only.position());
            let message = format!(
                "the class {} has one member, {}",
                quote(&class.id),
                quote(member.map_or("", |member| &member.id))
            );
            let help = "name the member itself, or give the class the others that belong to it";
            self.warn_at_class(member, &class.id, message, help);
        }
    }

    fn unasked_class(&mut self, class: &crate::pack::Class) {
        let pack = self.pack;
        let is_asked_for = pack.requirements.leaves().any(|(_, leaf)| match leaf {
            Leaf::Holds(Held::Class(asked)) => {
                let asked = pack.classes.get(asked.position());
                asked.is_some_and(|asked| asked.id == class.id)
            }
            Leaf::Holds(Held::Qualification(_))
            | Leaf::Degree { .. }
            | Leaf::Experience { .. }
            | Leaf::Background(_)
            | Leaf::Occupation(_)
            | Leaf::Attests(_) => false,
        });
        if !is_asked_for {
            let first = class.members.first();
            let member = first.and_then(|first| pack.qualifications.get(first.position()));
            let message = format!("nothing asks for the class {}", quote(&class.id));
            let help = "ask for it with `holds`, or leave it out of its members";
            self.warn_at_class(member, &class.id, message, help);
        }
    }

    fn warn_at_class(
        &mut self,
        member: Option<&Qualification>,
        class: &str,
        message: String,
        help: &str,
    ) {
        let merged = self.merged;
        let id = member.map_or("", |member| member.id.as_str());
        let credentials = (merged.credentials.iter())
            .map(|each| (&each.record.id, each.at, &each.record.classes));
        let degrees =
            (merged.degrees.iter()).map(|each| (&each.record.id, each.at, &each.record.classes));
        let found = credentials.chain(degrees).find(|(each, ..)| *each == id);
        if let Some((_, at, classes)) = found {
            let place = classes.iter().position(|each| each == class).unwrap_or(0);
            let rest = format!("/classes/{place}");
            self.warn(Code::LintIdleClass, at, &rest, message, help);
        }
    }

    fn statements(&mut self) {
        let pack = self.pack;
        for (place, statement) in pack.statements.iter().enumerate() {
            let is_asked_for = pack.requirements.leaves().any(|(_, leaf)| match leaf {
                Leaf::Attests(asked) => asked.position() == place,
                Leaf::Holds(_)
                | Leaf::Degree { .. }
                | Leaf::Experience { .. }
                | Leaf::Background(_)
                | Leaf::Occupation(_) => false,
            });
            let at = self.merged.statements.get(place).map(|each| each.at);
            if let (false, Some(at)) = (is_asked_for, at) {
                let message = format!("nothing asks for the statement {}", quote(&statement.id));
                let help = "ask for it with `attests`, or leave it out";
                self.warn(Code::LintIdleStatement, at, "", message, help);
            }
        }
    }
}
