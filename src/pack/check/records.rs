//! The records of a pack, checked one by one.

use std::collections::BTreeSet;

use super::compile::{Asker, Compiler, route_name};
use super::intern::{Interner, NoClosures, closures};
use super::merge::{At, Located, Merged};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::json::quote;
use crate::pack::requirement::{Held, Leaf, LeafIndex, Level, Requirements, Verdict};
use crate::pack::{
    Background, Change, Class, ClassIndex, Confidence, Effort, Fact, FieldIndex, Growth, Guidance,
    Move, Occupation, Pack, Part, Pay, Preference, Qualification, QualificationIndex,
    QualificationKind, Recommendation, Renewal, Retirement, Route, Seniority, Source, SourceIndex,
    Statement, Transition, raw,
};
use crate::units::{DateError, Decimal, Months, PartialDate, Usd};

/// Returns the pack, as far as it could be read; errors go to `found`.
pub(super) fn pack(
    merged: &Merged<'_>,
    sha256: String,
    locate: &dyn Fn(usize, &str) -> Place,
    found: &mut Vec<Diagnostic>,
) -> Option<Pack> {
    let mut checker = Checker {
        names: Interner::of(merged, locate, found),
        compiler: Compiler::default(),
    };
    let header = checker.header(merged);
    let backgrounds = merged
        .backgrounds
        .iter()
        .map(|each| checker.background(each))
        .collect();
    let fields = checker.parts(&merged.fields, |names, id, at, rest, asker| {
        names.field(id, at, rest, asker).map(FieldIndex::position)
    });
    let kinds = checker.parts(&merged.experience, |names, id, at, rest, asker| {
        names
            .kind(id, at, rest, asker)
            .map(crate::pack::KindIndex::position)
    });
    let mut qualifications: Vec<(At, Qualification)> = Vec::new();
    for each in &merged.credentials {
        qualifications.push((each.at, checker.credential(each)));
    }
    for each in &merged.degrees {
        qualifications.push((each.at, checker.degree(each)));
    }
    qualifications.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
    // Two of one id are refused; without one of them, indices still fit.
    qualifications.dedup_by(|(_, a), (_, b)| a.id == b.id);
    let mut occupations: Vec<Occupation> = merged
        .occupations
        .iter()
        .map(|each| checker.occupation(each))
        .collect();
    let recommendations = merged
        .recommendations
        .iter()
        .map(|each| checker.recommendation(each))
        .collect();
    let guidance = merged
        .guidance
        .iter()
        .map(|each| checker.guidance(each))
        .collect();
    let statements = merged
        .statements
        .iter()
        .map(|each| checker.statement(each))
        .collect();
    let facts = merged.facts.iter().map(|each| checker.fact(each)).collect();
    let sources = merged
        .sources
        .iter()
        .map(|each| checker.source(each))
        .collect();
    checker.close_implications(&mut qualifications);
    for occupation in &mut occupations {
        let wider = occupation.gives.iter().flat_map(|kind| {
            let within = kinds
                .get(kind.position())
                .map_or(&[][..], |part: &Part| part.within.as_slice());
            within
                .iter()
                .map(|position| crate::pack::KindIndex(*position))
        });
        occupation.gives_within = sorted(wider.collect());
    }
    let classes = classes(&checker, &qualifications);
    let mut requirements = std::mem::take(&mut checker.compiler.requirements);
    let counted = connect(&mut requirements, &mut qualifications, &classes, &fields);
    let mut verdicts = vec![Verdict::Met; requirements.leaves().len()];
    for (at, qualification) in &qualifications {
        let circles = checker.self_routes(qualification, &requirements, &counted, &mut verdicts);
        for route in circles {
            checker.refuse_self_route(*at, qualification, route, merged);
        }
    }
    let (header, planning, ranking) = header?;
    Some(Pack {
        id: header.id.clone(),
        title: header.title.clone(),
        version: header.version.clone(),
        jurisdiction: header.jurisdiction.clone(),
        licence: header.licence.clone(),
        sha256,
        hours_per_week: planning.hours_per_week,
        minimum_stay_weeks: planning.minimum_stay_weeks,
        points_per_month: ranking.per_month,
        points_per_1000_usd: ranking.per_1000_usd,
        next_within: Months(ranking.next_within_months),
        backgrounds,
        fields,
        kinds,
        classes,
        qualifications: qualifications.into_iter().map(|(_, each)| each).collect(),
        occupations,
        recommendations,
        guidance,
        statements,
        facts,
        sources,
        requirements,
    })
}

struct Checker<'m> {
    names: Interner<'m>,
    compiler: Compiler,
}

/// The most of something, and the word for it.
type Most = (u32, &'static str);

const MONTHS: Most = (raw::MOST_MONTHS, "months");
const HOURS: Most = (raw::MOST_HOURS, "hours");
const USD: Most = (raw::MOST_USD, "dollars");

impl Checker<'_> {
    fn header<'m>(
        &mut self,
        merged: &'m Merged<'m>,
    ) -> Option<(&'m raw::Header, &'m raw::Planning, &'m raw::Ranking)> {
        let Some((header, file)) = &merged.header else {
            let help = "add `\"pack\": {\"id\", \"title\", \"version\", \"jurisdiction\", \"licence\", \"planning\", \"ranking\"}`";
            self.names.file_error(
                Code::PackFormat,
                0,
                "",
                "no file of the pack has the section `pack`",
                help,
            );
            return None;
        };
        self.names.check_pack_id(&header.id, *file);
        if merged
            .occupations
            .iter()
            .all(|each| each.record.background.is_some())
        {
            let help = "add an occupation whose `background` is null";
            let message = "the pack has no occupation to judge";
            self.names
                .file_error(Code::PackEmpty, *file, "", message, help);
        }
        let (Some(planning), Some(ranking)) = (&header.planning, &header.ranking) else {
            let help = "only a pack that extends another may leave them out";
            let message = "the section `pack` needs `planning` and `ranking`";
            self.names
                .file_error(Code::PackValue, *file, "/pack", message, help);
            return None;
        };
        if !(1..=168).contains(&planning.hours_per_week) {
            let message = "`hours_per_week` must be between 1 and 168";
            self.names.file_error(
                Code::PackValue,
                *file,
                "/pack/planning/hours_per_week",
                message,
                "8 is usual",
            );
        }
        Some((header, planning, ranking))
    }

    fn background(&mut self, each: &Located<'_, raw::Background>) -> Background {
        let Located { record, at } = each;
        self.names.check_id(&record.id, *at, "/id");
        Background {
            id: record.id.clone(),
            name: record.name.clone(),
            question: record.question.clone(),
        }
    }

    fn parts(
        &mut self,
        records: &[Located<'_, raw::Part>],
        position: impl Fn(&mut Interner<'_>, &str, At, &str, &str) -> Option<usize>,
    ) -> Vec<Part> {
        let mut edges = Vec::new();
        for Located { record, at } in records {
            self.names.check_id(&record.id, *at, "/id");
            let mut wider = Vec::new();
            for (place, id) in record.part_of.iter().enumerate() {
                let rest = format!("/part_of/{place}");
                wider.extend(position(
                    &mut self.names,
                    id,
                    *at,
                    &rest,
                    &quote(&record.id),
                ));
            }
            edges.push(wider);
        }
        let closed = closures(&edges).unwrap_or_else(|problem| {
            let places = |place: usize| {
                let each = records.get(place)?;
                Some((each.record.id.as_str(), each.at))
            };
            self.refuse_graph(&problem, Code::PackPartOfCycle, "part_of", &places);
            vec![Vec::new(); records.len()]
        });
        let parts = records
            .iter()
            .zip(closed)
            .map(|(Located { record, .. }, within)| Part {
                id: record.id.clone(),
                name: record.name.clone(),
                aliases: record.aliases.clone(),
                within: within
                    .into_iter()
                    .map(|place| FieldIndex::of(place).0)
                    .collect(),
            });
        parts.collect()
    }

    fn credential(&mut self, each: &Located<'_, raw::Credential>) -> Qualification {
        let Located { record, at } = each;
        self.names.check_id(&record.id, *at, "/id");
        let name = quote(&record.id);
        if !(record.url.starts_with("https://") || record.url.starts_with("http://")) {
            let message = format!("the `url` of {name} is not an address");
            let help = "write the issuer's page, beginning with https://".to_owned();
            self.names
                .error(Code::PackValue, *at, "/url", message, Some(help));
        }
        let kind = match record.kind {
            raw::CredentialKind::Certification => QualificationKind::Certification,
            raw::CredentialKind::Licence => QualificationKind::Licence,
            raw::CredentialKind::Certificate => QualificationKind::Certificate,
            raw::CredentialKind::Course => QualificationKind::Course,
        };
        Qualification {
            id: record.id.clone(),
            name: record.name.clone(),
            abbreviation: record.abbreviation.clone(),
            aliases: record.aliases.clone(),
            kind,
            classes: self.classes_of(&record.classes, *at, &name),
            issuer: Some(record.issuer.clone()),
            url: Some(record.url.clone()),
            retirement: self.retirement(record.status.as_ref(), *at, &name),
            counts_as: self.implied(&record.implies, *at, &name),
            meets: Vec::new(),
            valid: record.valid_months.map(Months),
            renewal: record
                .renewal
                .as_ref()
                .map(|renewal| self.renewal(renewal, *at, &name)),
            routes: self.routes(&record.routes, *at, &record.id),
            changes: self.changes(&record.changes, *at, &name),
            notes: record.notes.clone(),
            sources: self.sources(&record.sources, *at, "", &name),
        }
    }

    fn degree(&mut self, each: &Located<'_, raw::Degree>) -> Qualification {
        let Located { record, at } = each;
        self.names.check_id(&record.id, *at, "/id");
        let name = quote(&record.id);
        let mut fields = Vec::new();
        for (place, id) in record.fields.iter().enumerate() {
            fields.extend(
                self.names
                    .field(id, *at, &format!("/fields/{place}"), &name),
            );
        }
        Qualification {
            id: record.id.clone(),
            name: record.name.clone(),
            abbreviation: record.abbreviation.clone(),
            aliases: record.aliases.clone(),
            kind: QualificationKind::Degree {
                level: level(record.level),
                fields: sorted(fields),
            },
            classes: self.classes_of(&record.classes, *at, &name),
            issuer: None,
            url: None,
            retirement: self.retirement(record.status.as_ref(), *at, &name),
            counts_as: self.implied(&record.implies, *at, &name),
            meets: Vec::new(),
            valid: None,
            renewal: None,
            routes: self.routes(&record.routes, *at, &record.id),
            changes: self.changes(&record.changes, *at, &name),
            notes: record.notes.clone(),
            sources: self.sources(&record.sources, *at, "", &name),
        }
    }

    fn occupation(&mut self, each: &Located<'_, raw::Occupation>) -> Occupation {
        let Located { record, at } = each;
        self.names.check_id(&record.id, *at, "/id");
        let name = quote(&record.id);
        let background = record.background.as_deref();
        let background =
            background.and_then(|id| self.names.background(id, *at, "/background", &name));
        let requires = self.requirement(record.requires.as_ref(), *at, "/requires", &name);
        let prefers = record.prefers.iter().enumerate();
        let prefers = prefers
            .map(|(place, preference)| {
                self.preference(preference, *at, &format!("/prefers/{place}"), &name)
            })
            .collect();
        let mut gives = Vec::new();
        for (place, id) in record.gives.iter().enumerate() {
            gives.extend(self.names.kind(id, *at, &format!("/gives/{place}"), &name));
        }
        let mut leads_to = Vec::new();
        for (place, transition) in record.leads_to.iter().enumerate() {
            let rest = format!("/leads_to/{place}");
            let to = self
                .names
                .occupation(&transition.to, *at, &format!("{rest}/to"), &name);
            let sources = self.sources(
                &transition.sources,
                *at,
                &rest,
                &format!("a transition of {name}"),
            );
            let kind = match transition.kind {
                raw::Move::Advancement => Move::Advancement,
                raw::Move::Lateral => Move::Lateral,
                raw::Move::Entry => Move::Entry,
            };
            let because = transition.because.clone();
            leads_to.extend(to.map(|to| Transition {
                to,
                kind,
                because,
                sources,
            }));
        }
        leads_to.sort_by_key(|transition| (transition.kind, transition.to));
        let mut pay = Vec::new();
        for (place, figure) in record.pay.iter().enumerate() {
            pay.extend(self.pay(figure, *at, &format!("/pay/{place}"), &name));
        }
        pay.sort_by(|a: &Pay, b: &Pay| b.period.cmp(&a.period));
        let mut growth = Vec::new();
        for (place, figure) in record.growth.iter().enumerate() {
            growth.extend(self.growth(figure, *at, &format!("/growth/{place}"), &name));
        }
        growth.sort_by(|a: &Growth, b: &Growth| b.period.cmp(&a.period));
        Occupation {
            id: record.id.clone(),
            title: record.title.clone(),
            aliases: record.aliases.clone(),
            background,
            family: record.family.clone(),
            level: match record.level {
                raw::Seniority::Entry => Seniority::Entry,
                raw::Seniority::Mid => Seniority::Mid,
                raw::Seniority::Senior => Seniority::Senior,
                raw::Seniority::Executive => Seniority::Executive,
            },
            soc_code: record.soc.code.clone(),
            soc_title: record.soc.title.clone(),
            summary: record.summary.clone(),
            workplace: record.workplace.clone(),
            apply: record.apply.clone(),
            requires,
            prefers,
            gives: sorted(gives),
            gives_within: Vec::new(),
            leads_to,
            pay,
            growth,
            notes: record.notes.clone(),
            sources: self.sources(&record.sources, *at, "", &name),
        }
    }

    fn preference(&mut self, raw: &raw::Preference, at: At, rest: &str, name: &str) -> Preference {
        let asker = format!("a preference of {name}");
        let (from, until) = self.effective(raw.effective.as_ref(), at, rest, &asker);
        Preference {
            requires: self.requirement(Some(&raw.requirement()), at, rest, &asker),
            points: raw.points,
            because: raw.because.clone(),
            from,
            until,
            sources: self.sources(&raw.sources, at, rest, &asker),
        }
    }

    fn pay(&mut self, raw: &raw::Pay, at: At, rest: &str, name: &str) -> Option<Pay> {
        let source = self.one_source(&raw.source, at, rest, &format!("a pay figure of {name}"))?;
        Some(Pay {
            median: Usd(raw.median_usd),
            p10: raw.p10_usd.map(Usd),
            p90: raw.p90_usd.map(Usd),
            mean: raw.mean_usd.map(Usd),
            period: raw.period.clone(),
            scope: raw.scope.clone(),
            note: raw.note.clone(),
            source,
        })
    }

    fn growth(&mut self, raw: &raw::Growth, at: At, rest: &str, name: &str) -> Option<Growth> {
        let percent = self.decimal(raw.percent, at, &format!("{rest}/percent"), name);
        let source =
            self.one_source(&raw.source, at, rest, &format!("a growth figure of {name}"))?;
        Some(Growth {
            percent: percent?,
            period: raw.period.clone(),
            note: raw.note.clone(),
            source,
        })
    }

    fn recommendation(&mut self, each: &Located<'_, raw::Recommendation>) -> Recommendation {
        let Located { record, at } = each;
        self.names.check_id(&record.id, *at, "/id");
        let name = quote(&record.id);
        let mut toward = Vec::new();
        for (place, id) in record.toward.iter().enumerate() {
            toward.extend(
                self.names
                    .occupation(id, *at, &format!("/toward/{place}"), &name),
            );
        }
        Recommendation {
            id: record.id.clone(),
            when: self.requirement(Some(&record.when), *at, "/when", &name),
            toward: sorted(toward),
            points: record.points,
            because: record.because.clone(),
            limits: record.limits.clone(),
            sources: self.sources(&record.sources, *at, "", &name),
        }
    }

    fn guidance(&mut self, each: &Located<'_, raw::Guidance>) -> Guidance {
        let Located { record, at } = each;
        self.names.check_id(&record.id, *at, "/id");
        let name = quote(&record.id);
        Guidance {
            id: record.id.clone(),
            when: self.requirement(Some(&record.when), *at, "/when", &name),
            say: record.say.clone(),
            because: record.because.clone(),
            sources: self.sources(&record.sources, *at, "", &name),
        }
    }

    fn statement(&mut self, each: &Located<'_, raw::Statement>) -> Statement {
        let Located { record, at } = each;
        self.names.check_id(&record.id, *at, "/id");
        Statement {
            id: record.id.clone(),
            question: record.question.clone(),
            help: record.help.clone(),
            sources: self.sources(&record.sources, *at, "", &quote(&record.id)),
        }
    }

    fn fact(&mut self, each: &Located<'_, raw::Fact>) -> Fact {
        let Located { record, at } = each;
        self.names.check_id(&record.id, *at, "/id");
        let name = quote(&record.id);
        let value = record
            .value
            .and_then(|value| self.decimal(value, *at, "/value", &name));
        let source = self.one_source(&record.source, *at, "", &name);
        Fact {
            id: record.id.clone(),
            topic: record.topic.clone(),
            say: record.say.clone(),
            value,
            unit: record.unit.clone(),
            period: record.period.clone(),
            caveat: record.caveat.clone(),
            source: source.unwrap_or(SourceIndex(0)),
        }
    }

    fn source(&mut self, each: &Located<'_, raw::Source>) -> Source {
        let Located { record, at } = each;
        self.names.check_id(&record.id, *at, "/id");
        let name = format!("source {}", quote(&record.id));
        let long_ago = PartialDate::Year(1);
        Source {
            id: record.id.clone(),
            title: record.title.clone(),
            publisher: record.publisher.clone(),
            url: record.url.clone(),
            as_of: self
                .date(&record.as_of, *at, "/as_of", &name)
                .unwrap_or(long_ago),
            checked: self
                .date(&record.checked, *at, "/checked", &name)
                .unwrap_or(long_ago),
            stale_after_days: record.stale_after_days,
            confidence: match record.confidence {
                raw::Confidence::Primary => Confidence::Primary,
                raw::Confidence::Secondary => Confidence::Secondary,
                raw::Confidence::Unverified => Confidence::Unverified,
                raw::Confidence::Judgement => Confidence::Judgement,
            },
            note: record.note.clone(),
        }
    }

    fn routes(&mut self, routes: &[raw::Route], at: At, of: &str) -> Vec<Route> {
        let mut checked: Vec<Route> = Vec::new();
        let mut ids = BTreeSet::new();
        for (place, raw) in routes.iter().enumerate() {
            let rest = format!("/routes/{place}");
            let name = route_name(&raw.id, of);
            self.names.check_id(&raw.id, at, &format!("{rest}/id"));
            if !ids.insert(raw.id.as_str()) {
                let message = format!("the {name} stands twice");
                let help = "routes of one qualification have different ids".to_owned();
                self.names.error(
                    Code::PackDuplicateId,
                    at,
                    &format!("{rest}/id"),
                    message,
                    Some(help),
                );
            }
            let effort = match (raw.study_hours, raw.months) {
                (Some(_), Some(_)) => {
                    let message = format!("the {name} has both `study_hours` and `months`");
                    let help = "a programme takes `months`, preparation at one's own pace takes `study_hours`".to_owned();
                    self.names.error(
                        Code::PackValue,
                        at,
                        &format!("{rest}/months"),
                        message,
                        Some(help),
                    );
                    Effort::Unknown
                }
                (Some(hours), None) => Effort::Hours(hours),
                (None, Some(months)) => Effort::Months(Months(months)),
                (None, None) => Effort::Unknown,
            };
            let cost = raw.cost_usd.as_ref();
            let prepare = cost.and_then(|cost| cost.prepare);
            let earn = cost.and_then(|cost| cost.earn);
            let earn_member = cost.and_then(|cost| cost.earn_member);
            let numbers = [
                ("/months", raw.months, MONTHS),
                ("/study_hours", raw.study_hours, HOURS),
                ("/cost_usd/prepare", prepare, USD),
                ("/cost_usd/earn", earn, USD),
                ("/cost_usd/earn_member", earn_member, USD),
            ];
            self.bound(at, &rest, &name, &numbers);
            let (from, until) = self.effective(raw.effective.as_ref(), at, &rest, &name);
            checked.push(Route {
                id: raw.id.clone(),
                requires: self.requirement(
                    raw.requires.as_ref(),
                    at,
                    &format!("{rest}/requires"),
                    &name,
                ),
                effort,
                prepare: prepare.map(Usd),
                earn: earn.map(Usd),
                earn_member: earn_member.map(Usd),
                from,
                until,
                say: raw.say.clone(),
                sources: self.sources(&raw.sources, at, &rest, &name),
            });
        }
        checked.sort_by(|a, b| a.id.cmp(&b.id));
        checked
    }

    /// Refuses what is so long or so dear that sums of it would mean nothing.
    fn bound(&mut self, at: At, rest: &str, name: &str, numbers: &[(&str, Option<u32>, Most)]) {
        for (key, number, (most, what)) in numbers {
            if let Some(number) = number.filter(|number| number > most) {
                let message = format!("{name} says {number} {what}");
                let help = format!("the most there can be are {most} {what}");
                let rest = format!("{rest}{key}");
                self.names
                    .error(Code::PackValue, at, &rest, message, Some(help));
            }
        }
    }

    fn renewal(&mut self, raw: &raw::Renewal, at: At, name: &str) -> Renewal {
        let own = format!("the renewal of {name}");
        let numbers = [
            ("/study_hours", raw.study_hours, HOURS),
            ("/fee_usd", raw.fee_usd, USD),
            ("/member_fee_usd", raw.member_fee_usd, USD),
            ("/every_months", raw.every_months, MONTHS),
            ("/renewable_months", raw.renewable_months, MONTHS),
        ];
        self.bound(at, "/renewal", &own, &numbers);
        if let Some(group) = &raw.fee_group {
            self.names.check_id(group, at, "/renewal/fee_group");
            if raw.fee_usd.is_none() {
                let message = format!("{own} has a fee group and no fee");
                let help = "add `fee_usd`, or leave the group out".to_owned();
                let rest = "/renewal/fee_group";
                self.names
                    .error(Code::PackValue, at, rest, message, Some(help));
            }
        }
        Renewal {
            units: raw.units,
            unit: raw.unit.clone(),
            fee: raw.fee_usd.map(Usd),
            member_fee: raw.member_fee_usd.map(Usd),
            every: raw.every_months.filter(|months| *months > 0).map(Months),
            fee_group: raw.fee_group.clone(),
            study_hours: raw.study_hours,
            renewable: raw.renewable_months.map(Months),
            is_earned_again: raw.after_lapse == Some(raw::AfterLapse::EarnAgain),
            say: raw.say.clone(),
            sources: self.sources(&raw.sources, at, "/renewal", &own),
        }
    }

    fn changes(&mut self, changes: &[raw::Change], at: At, name: &str) -> Vec<Change> {
        let mut checked = Vec::new();
        for (place, raw) in changes.iter().enumerate() {
            let rest = format!("/changes/{place}");
            let asker = format!("a change of {name}");
            let sources = self.sources(&raw.sources, at, &rest, &asker);
            let on = self.date(&raw.on, at, &format!("{rest}/on"), &asker);
            checked.extend(on.map(|on| Change {
                on,
                say: raw.say.clone(),
                sources,
            }));
        }
        checked.sort_by(|a: &Change, b: &Change| {
            (a.on.first_day(), &a.say).cmp(&(b.on.first_day(), &b.say))
        });
        checked
    }

    fn retirement(
        &mut self,
        status: Option<&raw::Status>,
        at: At,
        name: &str,
    ) -> Option<Retirement> {
        let status = status?;
        let successor = status.successor.as_deref();
        let successor =
            successor.and_then(|id| self.names.qualification(id, at, "/status/successor", name));
        match (status.state, &status.on) {
            (raw::State::Active, None) => None,
            (raw::State::Active, Some(_)) => {
                let message = format!("{name} is active and has a date of retirement");
                let help = "write \"retired\" with a future date for a known end".to_owned();
                self.names
                    .error(Code::PackValue, at, "/status/on", message, Some(help));
                None
            }
            (raw::State::Retired, None) => Some(Retirement {
                on: None,
                successor,
            }),
            (raw::State::Retired, Some(on)) => {
                let on = Some(self.date(on, at, "/status/on", name)?);
                Some(Retirement { on, successor })
            }
        }
    }

    fn implied(&mut self, implies: &[String], at: At, name: &str) -> Vec<QualificationIndex> {
        let mut checked = Vec::new();
        for (place, id) in implies.iter().enumerate() {
            checked.extend(
                self.names
                    .qualification(id, at, &format!("/implies/{place}"), name),
            );
        }
        sorted(checked)
    }

    fn classes_of(&mut self, classes: &[String], at: At, name: &str) -> Vec<ClassIndex> {
        let mut checked = Vec::new();
        for (place, id) in classes.iter().enumerate() {
            let rest = format!("/classes/{place}");
            self.names.check_id(id, at, &rest);
            if self.names.qualifications.position(id).is_some() {
                let message = format!("the class {} has the id of a qualification", quote(id));
                let help = "ids are unique in the whole pack; name the class otherwise".to_owned();
                self.names
                    .error(Code::PackDuplicateId, at, &rest, message, Some(help));
            }
            checked.extend(self.names.class(id, at, &rest, name));
        }
        sorted(checked)
    }

    fn requirement(
        &mut self,
        raw: Option<&raw::Requirement>,
        at: At,
        rest: &str,
        name: &str,
    ) -> crate::pack::requirement::NodeIndex {
        match raw {
            Some(raw) => self
                .compiler
                .compile(raw, Asker { at, rest, name }, &mut self.names),
            None => self.compiler.nothing(),
        }
    }

    fn sources(&mut self, ids: &[String], at: At, rest: &str, name: &str) -> Vec<SourceIndex> {
        if ids.is_empty() {
            self.missing_source(at, rest, name);
        }
        let mut checked = Vec::with_capacity(ids.len());
        for (place, id) in ids.iter().enumerate() {
            // Nearly all are known, so the words for those that are not are put together late.
            match self.names.sources.position(id) {
                Some(position) => checked.push(SourceIndex::of(position)),
                None => {
                    let rest = format!("{rest}/sources/{place}");
                    self.names.source(id, at, &rest, name);
                }
            }
        }
        sorted(checked)
    }

    fn one_source(&mut self, id: &str, at: At, rest: &str, name: &str) -> Option<SourceIndex> {
        if id.is_empty() {
            self.missing_source(at, rest, name);
            return None;
        }
        self.names.source(id, at, &format!("{rest}/source"), name)
    }

    fn missing_source(&mut self, at: At, rest: &str, name: &str) {
        let message = format!("{name} has no source");
        let help =
            "name at least one id of the section `sources`; our own weighing cites `judgement`";
        self.names.error(
            Code::PackMissingSource,
            at,
            rest,
            message,
            Some(help.to_owned()),
        );
    }

    fn effective(
        &mut self,
        raw: Option<&raw::Effective>,
        at: At,
        rest: &str,
        name: &str,
    ) -> (Option<PartialDate>, Option<PartialDate>) {
        let Some(raw) = raw else {
            return (None, None);
        };
        let from = raw.from.as_deref();
        let from =
            from.and_then(|text| self.date(text, at, &format!("{rest}/effective/from"), name));
        let until = raw.until.as_deref();
        let until =
            until.and_then(|text| self.date(text, at, &format!("{rest}/effective/until"), name));
        if let (Some(from), Some(until)) = (from, until)
            && until.last_day() < from.first_day()
        {
            let message = format!("{name} is in force until {until}, before it begins on {from}");
            let help = "exchange the dates, or correct one".to_owned();
            self.names.error(
                Code::PackBadDate,
                at,
                &format!("{rest}/effective"),
                message,
                Some(help),
            );
        }
        (from, until)
    }

    fn date(&mut self, text: &str, at: At, rest: &str, name: &str) -> Option<PartialDate> {
        match text.parse() {
            Ok(date) => Some(date),
            Err(problem) => {
                let what = match problem {
                    DateError::Form => "is not a date",
                    DateError::NoSuchDay => "is no day in the calendar",
                };
                let message = format!("{} of {name} {what}", quote(text));
                let help = "write a year, a month or a day: 2027, 2027-05 or 2027-05-31".to_owned();
                self.names
                    .error(Code::PackBadDate, at, rest, message, Some(help));
                None
            }
        }
    }

    fn decimal(&mut self, value: f64, at: At, rest: &str, name: &str) -> Option<Decimal> {
        let figure = Decimal::from_f64(value);
        if figure.is_none() {
            let message =
                format!("a figure of {name} has more than three decimal places or is too large");
            let help = "round it to what the source states".to_owned();
            self.names
                .error(Code::PackValue, at, rest, message, Some(help));
        }
        figure
    }

    /// Replaces what each qualification implies by all it counts as.
    fn close_implications(&mut self, qualifications: &mut [(At, Qualification)]) {
        let edges: Vec<Vec<usize>> = qualifications
            .iter()
            .map(|(_, each)| {
                each.counts_as
                    .iter()
                    .map(|index| index.position())
                    .collect()
            })
            .collect();
        match closures(&edges) {
            Ok(closed) => {
                for ((_, qualification), counts_as) in qualifications.iter_mut().zip(closed) {
                    qualification.counts_as =
                        counts_as.into_iter().map(QualificationIndex::of).collect();
                }
            }
            Err(problem) => {
                let places = |place: usize| {
                    let (at, each) = qualifications.get(place)?;
                    Some((each.id.as_str(), *at))
                };
                self.refuse_graph(&problem, Code::PackImpliesCycle, "implies", &places);
            }
        }
    }

    /// Says why the graph that `key` makes of the records has no closures.
    fn refuse_graph<'r>(
        &mut self,
        problem: &NoClosures,
        code: Code,
        key: &str,
        places: &dyn Fn(usize) -> Option<(&'r str, At)>,
    ) {
        let (code, nodes) = match problem {
            NoClosures::Cycle(nodes) => (code, nodes.as_slice()),
            NoClosures::TooMany(node) => (Code::PackValue, std::slice::from_ref(node)),
        };
        let members: Vec<(&str, At)> = nodes.iter().filter_map(|node| places(*node)).collect();
        let Some((first, at)) = members.first() else {
            return;
        };
        let (message, help) = match problem {
            NoClosures::Cycle(_) => {
                let ids: Vec<&str> = members.iter().map(|(id, _)| *id).collect();
                let message = format!("`{key}` runs in a circle: {}", circle(&ids));
                (message, format!("leave out one of these `{key}`"))
            }
            NoClosures::TooMany(_) => {
                let message = format!(
                    "`{key}` leads from {} to more than 1,000 others",
                    quote(first)
                );
                (message, format!("leave out some of the `{key}` on the way"))
            }
        };
        self.names
            .error(code, *at, &format!("/{key}"), message, Some(help));
    }

    /// Returns the routes that can be met with everything, but not without what they earn.
    fn self_routes<'q>(
        &self,
        qualification: &'q Qualification,
        requirements: &Requirements,
        counted: &[Vec<QualificationIndex>],
        verdicts: &mut [Verdict],
    ) -> Vec<&'q Route> {
        let Some(own) = self.names.qualifications.position(&qualification.id) else {
            return Vec::new();
        };
        let counts_as_own = counted.get(own).map_or(&[][..], Vec::as_slice);
        let only_own: Vec<LeafIndex> = (qualification.meets.iter().copied())
            .filter(|leaf| {
                let by = requirements.satisfied_by(*leaf);
                by.iter()
                    .all(|each| counts_as_own.binary_search(each).is_ok())
            })
            .collect();
        set(verdicts, &only_own, Verdict::NotMet);
        let mut circles: Vec<&Route> = (qualification.routes.iter())
            .filter(|route| requirements.evaluate(route.requires, verdicts) != Verdict::Met)
            .collect();
        set(verdicts, &only_own, Verdict::Met);
        // What nothing can meet is wrong in another way, and has been refused for that.
        circles.retain(|route| requirements.evaluate(route.requires, verdicts) == Verdict::Met);
        circles
    }

    fn refuse_self_route(
        &mut self,
        at: At,
        qualification: &Qualification,
        route: &Route,
        merged: &Merged<'_>,
    ) {
        let id = qualification.id.as_str();
        let credential = merged
            .credentials
            .binary_search_by(|each| each.record.id.as_str().cmp(id));
        let degree = merged
            .degrees
            .binary_search_by(|each| each.record.id.as_str().cmp(id));
        let routes = match (credential, degree) {
            (Ok(place), _) => merged
                .credentials
                .get(place)
                .map(|each| &each.record.routes),
            (Err(_), Ok(place)) => merged.degrees.get(place).map(|each| &each.record.routes),
            (Err(_), Err(_)) => None,
        };
        let place = (routes.into_iter().flatten()).position(|each| each.id == route.id);
        let rest = place.map_or("/routes".to_owned(), |place| {
            format!("/routes/{place}/requires")
        });
        let name = route_name(&route.id, &qualification.id);
        let message = format!("the {name} requires what it earns");
        let help = "a route asks for what one has before; leave the qualification itself out";
        self.names.error(
            Code::PackSelfRoute,
            at,
            &rest,
            message,
            Some(help.to_owned()),
        );
    }
}

fn set(verdicts: &mut [Verdict], leaves: &[LeafIndex], verdict: Verdict) {
    for leaf in leaves {
        if let Some(slot) = verdicts.get_mut(leaf.0 as usize) {
            *slot = verdict;
        }
    }
}

/// Returns the level of the core.
pub(super) fn level(level: raw::Level) -> Level {
    match level {
        raw::Level::Associate => Level::Associate,
        raw::Level::Bachelor => Level::Bachelor,
        raw::Level::Master => Level::Master,
        raw::Level::Doctorate => Level::Doctorate,
    }
}

fn classes(checker: &Checker<'_>, qualifications: &[(At, Qualification)]) -> Vec<Class> {
    let mut classes: Vec<Class> = (checker.names.classes.iter())
        .map(|id| Class {
            id: id.to_owned(),
            members: Vec::new(),
        })
        .collect();
    for (place, (_, qualification)) in qualifications.iter().enumerate() {
        for class in &qualification.classes {
            if let Some(class) = classes.get_mut(class.position()) {
                class.members.push(QualificationIndex::of(place));
            }
        }
    }
    classes
}

/// Fills in which qualifications meet which leaves, in both directions; returns, for each
/// qualification, all that count as it, sorted.
fn connect(
    requirements: &mut Requirements,
    qualifications: &mut [(At, Qualification)],
    classes: &[Class],
    fields: &[Part],
) -> Vec<Vec<QualificationIndex>> {
    // Who meets `holds x`: all that count as x.
    let mut counted: Vec<Vec<QualificationIndex>> = vec![Vec::new(); qualifications.len()];
    for (place, (_, qualification)) in qualifications.iter().enumerate() {
        for target in &qualification.counts_as {
            if let Some(counted) = counted.get_mut(target.position()) {
                counted.push(QualificationIndex::of(place));
            }
        }
    }
    let of =
        |index: &QualificationIndex| counted.get(index.position()).cloned().unwrap_or_default();
    let leaves: Vec<(LeafIndex, Leaf)> = requirements
        .leaves()
        .map(|(index, leaf)| (index, leaf.clone()))
        .collect();
    for (index, leaf) in leaves {
        let by: Vec<QualificationIndex> = match leaf {
            Leaf::Holds(Held::Qualification(target)) => of(&target),
            Leaf::Holds(Held::Class(class)) => {
                let members = classes
                    .get(class.position())
                    .map_or(&[][..], |class| &class.members);
                members.iter().flat_map(of).collect()
            }
            Leaf::Degree {
                level,
                fields: wanted,
            } => (0..qualifications.len())
                .map(QualificationIndex::of)
                .filter(|place| {
                    qualifications
                        .get(place.position())
                        .is_some_and(|(_, each)| is_degree(&each.kind, level, &wanted, fields))
                })
                .flat_map(|place| of(&place))
                .collect(),
            Leaf::Experience { .. }
            | Leaf::Background(_)
            | Leaf::Occupation(_)
            | Leaf::Attests(_) => continue,
        };
        let by = sorted(by);
        for qualification in &by {
            if let Some((_, qualification)) = qualifications.get_mut(qualification.position()) {
                qualification.meets.push(index);
            }
        }
        requirements.set_satisfied_by(index, by);
    }
    counted
}

fn is_degree(
    kind: &QualificationKind,
    least: Level,
    wanted: &[FieldIndex],
    fields: &[Part],
) -> bool {
    match kind {
        QualificationKind::Degree { level, fields: of } => {
            *level >= least
                && (wanted.is_empty()
                    || of.iter().any(|field| {
                        fields.get(field.position()).is_some_and(|part| {
                            wanted.iter().any(|wanted| part.within.contains(&wanted.0))
                        })
                    }))
        }
        QualificationKind::Certification
        | QualificationKind::Licence
        | QualificationKind::Certificate
        | QualificationKind::Course => false,
    }
}

fn sorted<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

fn circle(ids: &[&str]) -> String {
    let mut round: Vec<String> = ids.iter().take(12).map(|id| quote(id)).collect();
    if ids.len() > round.len() {
        round.push("…".to_owned());
    }
    round.extend(ids.first().map(|id| quote(id)));
    round.join(" → ")
}
