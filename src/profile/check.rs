//! From what was said to a [`Profile`], or everything that is wrong with it.

use super::described::{is_abbreviation, way_to_say};
use super::raw::{self, MOST_MONTHS, NONE, Stated};
use super::resolve::{Names, Unresolved, level};
use super::{
    Constraints, DegreeName, Experience, HeldCredential, HeldDegree, Profile, Subject, Target, Time,
};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::json::quote;
use crate::pack::requirement::Level;
use crate::pack::{BackgroundIndex, KindIndex, OccupationIndex, Pack, QualificationIndex};
use crate::units::{AsOf, DateError, Months, PartialDate, Usd};

/// Returns the checked profile, or every error in it.
///
/// What has happened, has happened by `as_of`: nothing was issued, begun or ended after it.
/// `complete` adds line and column to a place; it is called for errors only.
///
/// # Errors
/// `profile-unknown-name`, `profile-ambiguous-name`, `profile-bad-date`, `profile-value` and
/// `profile-conflict`.
pub fn check(
    raw: &raw::Profile,
    pack: &Pack,
    names: &Names,
    as_of: AsOf,
    complete: &dyn Fn(&Place) -> Place,
) -> Result<Profile, Vec<Diagnostic>> {
    let mut checker = Checker {
        pack,
        names,
        as_of,
        complete,
        found: Vec::new(),
    };
    let profile = checker.profile(raw);
    if checker.found.is_empty() {
        Ok(profile)
    } else {
        crate::pack::check::sort_by_place(&mut checker.found);
        Err(checker.found)
    }
}

struct Checker<'a> {
    pack: &'a Pack,
    names: &'a Names<'a>,
    as_of: AsOf,
    complete: &'a dyn Fn(&Place) -> Place,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn profile(&mut self, raw: &raw::Profile) -> Profile {
        let raw = &self.told_apart(raw);
        let experience = raw.experience.as_ref().map(|list| self.experience(list));
        let mut profile = Profile {
            backgrounds: raw.background.as_ref().map(|list| self.backgrounds(list)),
            occupation: raw.occupation.as_ref().map(|name| self.today(name)),
            degrees: raw.degrees.as_ref().map(|list| self.degrees(list)),
            credentials: raw.credentials.as_ref().map(|list| self.credentials(list)),
            experience,
            statements: self.statements(&raw.statements),
            constraints: self.constraints(raw),
            targets: raw
                .target
                .as_ref()
                .map_or_else(Vec::new, |list| self.targets(list)),
        };
        let taken: Vec<_> = (raw.without.iter())
            .filter_map(|name| self.held(name, &profile))
            .collect();
        for index in taken {
            take_away(index, &mut profile);
        }
        profile
    }

    /// Puts what is under way among the credentials or the degrees.
    fn told_apart(&self, raw: &raw::Profile) -> raw::Profile {
        let mut told = raw.clone();
        for Stated { said, at } in std::mem::take(&mut told.in_progress) {
            let is_degree = self.names.credential(&said.id).is_err()
                && (self.names.degree(&said.id).is_ok()
                    || level(&said.id).is_some()
                    || said.id.contains('/'));
            if is_degree {
                let said = raw::DegreeFields {
                    id: Some(said.id),
                    expected: said.expected,
                    ..raw::DegreeFields::default()
                };
                told.degrees
                    .get_or_insert_with(Vec::new)
                    .push(Stated { said, at });
            } else {
                told.credentials
                    .get_or_insert_with(Vec::new)
                    .push(Stated { said, at });
            }
        }
        told
    }

    /// Returns what is to be taken away, where the profile has it.
    fn held(&mut self, name: &Stated<String>, profile: &Profile) -> Option<QualificationIndex> {
        let found = match self.names.credential(&name.said) {
            Err(Unresolved::Unknown(near)) => {
                self.names.degree(&name.said).map_err(|other| match other {
                    Unresolved::Unknown(other) => Unresolved::Unknown(near.or(other)),
                    ambiguous @ Unresolved::Ambiguous(_) => ambiguous,
                })
            }
            found => found,
        };
        let index = self.resolved(found, "credential", &name.said, &name.at, "")?;
        let mut credentials = profile.credentials.iter().flatten();
        let mut degrees = profile.degrees.iter().flatten();
        let is_held = credentials.any(|held| held.credential == index)
            || degrees.any(|held| held.degree == DegreeName::Known(index));
        if !is_held {
            let message = format!(
                "{} cannot be taken away, because the profile does not have it",
                quote(&name.said)
            );
            let help = "take away something the profile has, or leave this out";
            self.error(Code::ProfileConflict, &name.at, "", &message, help);
        }
        is_held.then_some(index)
    }

    fn backgrounds(&mut self, list: &[Stated<String>]) -> Vec<BackgroundIndex> {
        let mut backgrounds = Vec::new();
        if let [only] = list
            && only.said == NONE
        {
            return backgrounds;
        }
        for stated in list {
            let found = self.names.background(&stated.said);
            backgrounds.extend(self.resolved(found, "background", &stated.said, &stated.at, ""));
        }
        sorted(backgrounds)
    }

    fn today(&mut self, name: &Stated<String>) -> Option<OccupationIndex> {
        if name.said == NONE {
            return None;
        }
        let found = self.names.occupation(&name.said);
        self.resolved(found, "occupation", &name.said, &name.at, "")
    }

    fn degrees(&mut self, list: &[Stated<raw::DegreeFields>]) -> Vec<HeldDegree> {
        let mut degrees: Vec<HeldDegree> = Vec::new();
        for Stated { said, at } in list {
            let degree = match (&said.id, &said.level) {
                (Some(id), None) => {
                    if said.field.is_some() {
                        let message = "`field` goes with `level`, not with `id`";
                        self.error(
                            Code::ProfileValue,
                            at,
                            "/field",
                            message,
                            "leave `field` out",
                        );
                    }
                    self.degree_name(id, at)
                }
                (None, Some(word)) => self.described(word, said.field.as_deref(), at),
                (None, None) => {
                    let message = "a degree needs an `id` or a `level`";
                    self.error(
                        Code::ProfileValue,
                        at,
                        "",
                        message,
                        "write its id or name, or { \"level\": \"bachelor\", \"field\": … }",
                    );
                    None
                }
                (Some(_), Some(_)) => {
                    let message = "a degree has either an `id` or a `level`, and this one has both";
                    self.error(
                        Code::ProfileValue,
                        at,
                        "/level",
                        message,
                        "leave one of them out",
                    );
                    None
                }
            };
            let expected = self.date(said.expected.as_deref(), at, "/expected");
            let Some(degree) = degree else { continue };
            let held = HeldDegree { degree, expected };
            match degrees.iter().find(|earlier| earlier.degree == held.degree) {
                Some(earlier) if earlier == &held => {}
                // Two degrees of one level and field are two degrees; a known one is held once.
                Some(_) if matches!(held.degree, DegreeName::Known(_)) => {
                    let name = quote(said.id.as_deref().unwrap_or_default());
                    let message = format!("{name} stands twice, with different dates");
                    self.error(
                        Code::ProfileConflict,
                        at,
                        "",
                        &message,
                        "leave one of them out",
                    );
                }
                Some(_) | None => degrees.push(held),
            }
        }
        sorted(degrees)
    }

    fn degree_name(&mut self, name: &str, at: &Place) -> Option<DegreeName> {
        match self.names.degree(name) {
            Ok(index) => Some(DegreeName::Known(index)),
            Err(unresolved) => {
                let names = self.names;
                let is_known = |name: &str| {
                    let word = name.split_once('/').map_or(name, |(word, _)| word);
                    names.degree(name).is_ok() || level(word).is_some()
                };
                if self.refuse_misdated(name, &is_known, at) {
                    return None;
                }
                if let Some((word, field)) = name.split_once('/') {
                    return self.described(word, Some(field), at);
                }
                if let (Unresolved::Unknown(_), Some(level)) = (&unresolved, level(name)) {
                    return Some(DegreeName::Described { level, field: None });
                }
                if self.names.credential(name).is_ok() {
                    let message = format!("{} is a credential, not a degree", quote(name));
                    self.error(
                        Code::ProfileUnknownName,
                        at,
                        "/id",
                        &message,
                        "put it among the credentials (`--holds`)",
                    );
                    return None;
                }
                let unresolved = match unresolved {
                    Unresolved::Unknown(_) if is_abbreviation(name) => Unresolved::Unknown(None),
                    other => other,
                };
                self.resolved::<()>(Err(unresolved), "degree", name, at, "/id");
                None
            }
        }
    }

    /// Says of a name from an option that what follows its colon is no date, where what stands before
    /// it is a name, and returns whether it does; a document has a key for the date.
    fn refuse_misdated(&mut self, name: &str, is_known: &dyn Fn(&str) -> bool, at: &Place) -> bool {
        let Some((known, date)) = name.rsplit_once(':') else {
            return false;
        };
        let is_misdated = at.pointer.is_empty() && is_known(known.trim());
        if is_misdated {
            let message = format!("{} is not a date", quote(date.trim()));
            let example = quote(&format!("{}:2027-05", known.trim()));
            let help = format!("write a year, a month or a day after the colon, as in {example}");
            self.error(Code::ProfileBadDate, at, "", &message, &help);
        }
        is_misdated
    }

    fn described(&mut self, word: &str, field: Option<&str>, at: &Place) -> Option<DegreeName> {
        let level = level(word);
        if level.is_none() {
            let message = format!("{} is no level of degree", quote(word));
            let levels = Level::ALL.map(Level::as_str).join("`, `");
            self.error(
                Code::ProfileValue,
                at,
                "/level",
                &message,
                &format!("the levels are `{levels}`"),
            );
        }
        let field = match field {
            None => None,
            Some(name) => {
                let found = self.names.field(name);
                Some(self.resolved(found, "field", name, at, "/field")?)
            }
        };
        Some(DegreeName::Described {
            level: level?,
            field,
        })
    }

    fn credentials(&mut self, list: &[Stated<raw::CredentialFields>]) -> Vec<HeldCredential> {
        let names = self.names;
        let mut credentials: Vec<HeldCredential> = Vec::new();
        for Stated { said, at } in list {
            let found = self.names.credential(&said.id);
            if found.is_err() && self.names.degree(&said.id).is_ok() {
                let message = format!("{} is a degree, not a credential", quote(&said.id));
                self.error(
                    Code::ProfileUnknownName,
                    at,
                    "/id",
                    &message,
                    "put it among the degrees (`--degree`)",
                );
                continue;
            }
            let is_known = |name: &str| names.credential(name).is_ok();
            if found.is_err() && self.refuse_misdated(&said.id, &is_known, at) {
                continue;
            }
            let credential = self.resolved(found, "credential", &said.id, at, "/id");
            let issued = self.date(said.issued.as_deref(), at, "/issued");
            let expires = self.date(said.expires.as_deref(), at, "/expires");
            let expected = self.date(said.expected.as_deref(), at, "/expected");
            if let Some(issued) = issued
                && self.is_to_come(issued)
            {
                let message = format!(
                    "{} was issued on {issued}, which is still to come; today is {}",
                    quote(&said.id),
                    self.as_of.0
                );
                self.error(
                    Code::ProfileBadDate,
                    at,
                    "/issued",
                    &message,
                    "correct the date, or write it as `expected` and leave the others out",
                );
            }
            if let (Some(issued), Some(expires)) = (issued, expires)
                && expires.last_day() < issued.first_day()
            {
                let message = format!(
                    "{} expires on {expires}, before it was issued on {issued}",
                    quote(&said.id)
                );
                self.error(
                    Code::ProfileBadDate,
                    at,
                    "/expires",
                    &message,
                    "exchange the dates, or correct one",
                );
            }
            if expected.is_some() && (issued.is_some() || expires.is_some()) {
                let message = format!(
                    "{} is expected and has other dates already",
                    quote(&said.id)
                );
                self.error(
                    Code::ProfileConflict,
                    at,
                    "/expected",
                    &message,
                    "a credential under way has only `expected`",
                );
            }
            let Some(credential) = credential else {
                continue;
            };
            let held = HeldCredential {
                credential,
                issued,
                expires,
                expected,
            };
            match credentials
                .iter()
                .find(|earlier| earlier.credential == credential)
            {
                Some(earlier) if earlier == &held => {}
                Some(_) => {
                    let message = format!("{} stands twice, with different dates", quote(&said.id));
                    self.error(
                        Code::ProfileConflict,
                        at,
                        "",
                        &message,
                        "leave one of them out",
                    );
                }
                None => credentials.push(held),
            }
        }
        sorted(credentials)
    }

    fn experience(&mut self, list: &[Stated<raw::ExperienceFields>]) -> Vec<Experience> {
        let mut experience: Vec<(Experience, &Place)> = Vec::new();
        for Stated { said, at } in list {
            let subject = self.subject(said, at);
            let time = self.time(said, at);
            if said
                .hours_per_week
                .is_some_and(|hours| !(1..=168).contains(&hours))
            {
                let message = "`hours_per_week` must be between 1 and 168";
                self.error(
                    Code::ProfileValue,
                    at,
                    "/hours_per_week",
                    message,
                    "leave it out for full-time work",
                );
            }
            let during = said.during.as_deref().and_then(|name| {
                let found = self.names.kind(name);
                self.resolved(found, "kind of experience", name, at, "/during")
            });
            if during.is_some() && said.from.is_some() {
                let message =
                    "`during` goes with `months`; dated work shows by its dates what it overlaps";
                self.error(
                    Code::ProfileValue,
                    at,
                    "/during",
                    message,
                    "leave `during` out",
                );
            }
            let (Some(subject), Some(time)) = (subject, time) else {
                continue;
            };
            let hours_per_week = said.hours_per_week;
            experience.push((
                Experience {
                    subject,
                    time,
                    hours_per_week,
                    during,
                },
                at,
            ));
        }
        for (entry, at) in &experience {
            let Some(host) = entry.during else { continue };
            let is_there = experience
                .iter()
                .any(|(other, _)| other != entry && self.is_in(other.subject, host));
            if !is_there {
                let id = self
                    .pack
                    .kinds
                    .get(host.position())
                    .map_or("", |kind| kind.id.as_str());
                let message = format!(
                    "`during` names {}, and the profile has no time in it",
                    quote(id)
                );
                self.error(
                    Code::ProfileConflict,
                    at,
                    "/during",
                    &message,
                    "add that experience, or leave `during` out",
                );
            }
        }
        sorted(experience.into_iter().map(|(entry, _)| entry).collect())
    }

    fn is_in(&self, subject: Subject, wider: KindIndex) -> bool {
        match subject {
            Subject::Kind(kind) => self
                .pack
                .kinds
                .get(kind.position())
                .is_some_and(|kind| kind.within.contains(&wider.0)),
            Subject::Occupation(occupation) => self
                .pack
                .occupations
                .get(occupation.position())
                .is_some_and(|occupation| occupation.gives_within.contains(&wider)),
        }
    }

    fn subject(&mut self, said: &raw::ExperienceFields, at: &Place) -> Option<Subject> {
        if let Some(name) = &said.either {
            let found = self.names.subject(name);
            return self.resolved(found, "kind of experience", name, at, "");
        }
        match (&said.kind, &said.occupation) {
            (Some(name), None) => {
                let found = self.names.kind(name);
                if found.is_err() && self.names.occupation(name).is_ok() {
                    let message =
                        format!("{} is an occupation, not a kind of experience", quote(name));
                    self.error(
                        Code::ProfileUnknownName,
                        at,
                        "/kind",
                        &message,
                        "write it as `occupation`",
                    );
                    return None;
                }
                self.resolved(found, "kind of experience", name, at, "/kind")
                    .map(Subject::Kind)
            }
            (None, Some(name)) => {
                let found = self.names.occupation(name);
                self.resolved(found, "occupation", name, at, "/occupation")
                    .map(Subject::Occupation)
            }
            (None, None) | (Some(_), Some(_)) => {
                let message = "experience is in either a `kind` or an `occupation`";
                self.error(
                    Code::ProfileValue,
                    at,
                    "",
                    message,
                    "name exactly one of them",
                );
                None
            }
        }
    }

    fn time(&mut self, said: &raw::ExperienceFields, at: &Place) -> Option<Time> {
        let from = self.date(said.from.as_deref(), at, "/from");
        let until = self.date(said.until.as_deref(), at, "/until");
        match (said.months, &said.from) {
            (Some(months), None) => {
                if said.until.is_some() {
                    let message = "`until` goes with `from`, not with `months`";
                    self.error(
                        Code::ProfileValue,
                        at,
                        "/until",
                        message,
                        "leave it out, or write `from` instead of `months`",
                    );
                }
                if months > MOST_MONTHS {
                    let message = format!("{months} months are more than a working life");
                    self.error(
                        Code::ProfileValue,
                        at,
                        "/months",
                        &message,
                        "write full calendar months, at most 1,200",
                    );
                }
                Some(Time::Bare(Months(months)))
            }
            (None, Some(_)) => {
                let from = from?;
                self.refuse_work_to_come(from, until, at);
                if let Some(until) = until
                    && until.last_day() < from.first_day()
                {
                    let message = format!("the work ends on {until}, before it begins on {from}");
                    self.error(
                        Code::ProfileBadDate,
                        at,
                        "/until",
                        &message,
                        "exchange the dates, or correct one",
                    );
                }
                Some(Time::Dated { from, until })
            }
            (None, None) | (Some(_), Some(_)) => {
                let message = "experience lasts either so many `months` or is dated by `from`";
                self.error(
                    Code::ProfileValue,
                    at,
                    "",
                    message,
                    "give exactly one of them",
                );
                None
            }
        }
    }

    /// Says which date of work is still to come.
    fn refuse_work_to_come(&mut self, from: PartialDate, until: Option<PartialDate>, at: &Place) {
        let today = self.as_of.0;
        if self.is_to_come(from) {
            let message =
                format!("the work begins on {from}, which is still to come; today is {today}");
            let help = "correct the date, or leave out work that has not begun";
            self.error(Code::ProfileBadDate, at, "/from", &message, help);
        } else if let Some(until) = until
            && self.is_to_come(until)
        {
            let message =
                format!("the work ended on {until}, which is still to come; today is {today}");
            let help = "correct the date, or leave the end out if the work goes on";
            self.error(Code::ProfileBadDate, at, "/until", &message, help);
        }
    }

    fn is_to_come(&self, date: PartialDate) -> bool {
        date.first_day() > self.as_of.0
    }

    fn statements(
        &mut self,
        answers: &[(Stated<String>, bool)],
    ) -> Vec<(crate::pack::StatementIndex, bool)> {
        let mut statements: Vec<(crate::pack::StatementIndex, bool)> = Vec::new();
        for (stated, answer) in answers {
            let found = self.names.statement(&stated.said);
            let Some(index) = self.resolved(found, "statement", &stated.said, &stated.at, "")
            else {
                continue;
            };
            match statements.iter().find(|(earlier, _)| *earlier == index) {
                Some((_, earlier)) if earlier != answer => {
                    let message = format!("{} is answered yes and no", quote(&stated.said));
                    self.error(
                        Code::ProfileConflict,
                        &stated.at,
                        "",
                        &message,
                        "leave one answer out",
                    );
                }
                Some(_) => {}
                None => statements.push((index, *answer)),
            }
        }
        sorted(statements)
    }

    fn constraints(&mut self, raw: &raw::Profile) -> Constraints {
        if let Some(Stated { said, at }) = &raw.hours_per_week
            && !(1..=168).contains(said)
        {
            let message = "hours of study a week must be between 1 and 168";
            self.error(
                Code::ProfileValue,
                at,
                "",
                message,
                "8 is usual beside a full-time job",
            );
        }
        let by = raw.by.as_ref();
        Constraints {
            hours_per_week: raw.hours_per_week.as_ref().map(|stated| stated.said),
            budget: raw.budget_usd.as_ref().map(|stated| Usd(stated.said)),
            by: by.and_then(|stated| self.date(Some(&stated.said), &stated.at, "")),
        }
    }

    fn targets(&mut self, list: &[Stated<String>]) -> Vec<Target> {
        let mut targets = Vec::new();
        for Stated { said, at } in list {
            let target = self.target(said, at);
            if let Some(target) = target
                && !targets.contains(&target)
            {
                targets.push(target);
            }
        }
        targets
    }

    fn target(&mut self, name: &str, at: &Place) -> Option<Target> {
        match target(self.names, name) {
            Ok(target) => Some(target),
            Err(unresolved) => {
                self.resolved(Err(unresolved), "occupation or qualification", name, at, "")
            }
        }
    }

    fn date(&mut self, text: Option<&str>, at: &Place, rest: &str) -> Option<PartialDate> {
        let text = text?;
        match text.parse() {
            Ok(date) => Some(date),
            Err(problem) => {
                let what = match problem {
                    DateError::Form => "is not a date",
                    DateError::NoSuchDay => "is no day in the calendar",
                };
                let help = "write a year, a month or a day: 2027, 2027-05 or 2027-05-31";
                self.error(
                    Code::ProfileBadDate,
                    at,
                    rest,
                    &format!("{} {what}", quote(text)),
                    help,
                );
                None
            }
        }
    }

    fn resolved<T>(
        &mut self,
        found: Result<T, Unresolved>,
        what: &str,
        name: &str,
        at: &Place,
        rest: &str,
    ) -> Option<T> {
        match found {
            Ok(index) => Some(index),
            Err(Unresolved::Ambiguous(ids)) => {
                let candidates: Vec<String> = ids.iter().map(|id| self.introduced(id)).collect();
                let candidates = candidates.join(", ");
                let message = format!("{} stands for several: {candidates}", quote(name));
                self.error(
                    Code::ProfileAmbiguousName,
                    at,
                    rest,
                    &message,
                    "name one of them by its id",
                );
                None
            }
            Err(Unresolved::Unknown(near)) => {
                let otherwise = self.otherwise(what, name);
                let help = near.map_or_else(
                    || otherwise.clone(),
                    |near| format!("did you mean {}? otherwise {otherwise}", quote(&near)),
                );
                let message = format!("no {what} is called {}", quote(name));
                self.error(Code::ProfileUnknownName, at, rest, &message, &help);
                None
            }
        }
    }

    /// Returns what to do about a name that nothing has.
    fn otherwise(&self, what: &str, name: &str) -> String {
        let said = match what {
            "background" => "see `careerpath list backgrounds`",
            "degree" => {
                let way = way_to_say(name, self.pack, self.names);
                return format!("see `careerpath list degrees`, or {way}");
            }
            "field" => {
                let ids = self.pack.fields.iter().map(|field| field.id.as_str());
                return format!("take one of `{}`", ids.collect::<Vec<_>>().join("`, `"));
            }
            "credential" => "see `careerpath list credentials`",
            "kind of experience" => "see `careerpath list experience`",
            "occupation" => "see `careerpath list occupations`",
            "statement" => "leave it out; the advice names the statements it asks about",
            _ => "see `careerpath list occupations` and `careerpath list credentials`",
        };
        said.to_owned()
    }

    /// Returns the id with the name of its record, for those who have to choose.
    fn introduced(&self, id: &str) -> String {
        let qualifications = self.pack.qualifications.iter();
        let mut named = (qualifications.map(|each| (&each.id, &each.name)))
            .chain(
                self.pack
                    .occupations
                    .iter()
                    .map(|each| (&each.id, &each.title)),
            )
            .chain(self.pack.kinds.iter().map(|each| (&each.id, &each.name)))
            .chain(self.pack.fields.iter().map(|each| (&each.id, &each.name)));
        let name = named.find(|(other, _)| *other == id);
        match name {
            Some((_, name)) => format!("{} ({name})", quote(id)),
            None => quote(id),
        }
    }

    fn error(&mut self, code: Code, at: &Place, rest: &str, message: &str, help: &str) {
        // A flag has no parts.
        let mut place = at.clone();
        if !place.pointer.is_empty() {
            place.pointer.push_str(rest);
        }
        let place = (self.complete)(&place);
        self.found
            .push(Diagnostic::error(code, place, message).with_help(help));
    }
}

/// Takes a credential or degree out of what is held or worked on.
fn take_away(index: QualificationIndex, profile: &mut Profile) {
    if let Some(credentials) = &mut profile.credentials {
        credentials.retain(|held| held.credential != index);
    }
    if let Some(degrees) = &mut profile.degrees {
        degrees.retain(|held| held.degree != DegreeName::Known(index));
    }
}

/// Returns what a target's name stands for: an occupation or a qualification, by id before other
/// names.
///
/// # Errors
/// As for [`Names::background`]; a name that both an occupation and a qualification have is
/// ambiguous unless it is the id of one of them.
pub fn target(names: &Names<'_>, name: &str) -> Result<Target, Unresolved> {
    if let Some(target) = names.target_by_id(name) {
        return Ok(target);
    }
    let occupation = names.occupation(name).map(Target::Occupation);
    let credential = names.credential(name).map(Target::Qualification);
    let degree = names.degree(name).map(Target::Qualification);
    let mut ambiguous = Vec::new();
    let mut near = None;
    let mut hits = Vec::new();
    for found in [occupation, credential, degree] {
        match found {
            Ok(target) => hits.push(target),
            Err(Unresolved::Ambiguous(ids)) => ambiguous.extend(ids),
            Err(Unresolved::Unknown(nearest)) => near = near.or(nearest),
        }
    }
    match (hits.as_slice(), ambiguous.is_empty()) {
        ([], true) => Err(Unresolved::Unknown(near)),
        ([only], true) => Ok(*only),
        (several, _) => {
            ambiguous.extend(several.iter().filter_map(|hit| names.id_of(*hit)));
            Err(Unresolved::Ambiguous(sorted(ambiguous)))
        }
    }
}

fn sorted<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort();
    values.dedup();
    values
}
