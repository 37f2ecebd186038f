//! One record of the rules in full: every fact with its source, date and confidence.

use crate::advice::SourceCited;
use crate::pack::requirement::{Node, NodeIndex};
use crate::pack::{
    Effort, Fact, Guidance, Occupation, OccupationIndex, Pack, Part, Qualification,
    QualificationIndex, QualificationKind, Recommendation, Renewal, Route, Source, SourceIndex,
    Statement,
};
use crate::units::{Date, PartialDate, Usd};

use super::Options;
use super::grounds;
use super::layout::{Item, Page, Sign};
use super::requirement;
use super::words::{all_of, capital, confidence, count, months, sentence};

/// Returns the page of the record with this id, or `None` where the pack has none.
///
/// `as_of` decides what is in force, and which sources are due for another look.
pub fn text(pack: &Pack, id: &str, as_of: Date, options: &Options) -> Option<String> {
    let mut record = Record {
        pack,
        as_of,
        page: Page::new(options),
        cited: Vec::new(),
    };
    record.find(id)?;
    let sources = record.sources();
    grounds::sources(&mut record.page, &sources);
    record.page.blank();
    let hash: String = pack.sha256.chars().take(12).collect();
    record.page.put(&Item::new(0, Sign::None).say(format!(
        "Rules: {} {} ({hash}), as of {as_of}. Unofficial: confirm with the issuer.",
        pack.id, pack.version
    )));
    Some(record.page.finish())
}

/// A page that remembers which sources it cited.
struct Record<'o, 'p> {
    pack: &'p Pack,
    as_of: Date,
    page: Page<'o>,
    cited: Vec<SourceIndex>,
}

fn by_id<'p, T>(list: &'p [T], id: &str, id_of: impl Fn(&T) -> &str) -> Option<&'p T> {
    list.iter().find(|record| id_of(record) == id)
}

impl<'p> Record<'_, 'p> {
    fn find(&mut self, id: &str) -> Option<()> {
        let pack = self.pack;
        if let Some(found) = by_id(&pack.occupations, id, |record| &record.id) {
            self.occupation(found);
        } else if let Some(found) = by_id(&pack.qualifications, id, |record| &record.id) {
            self.qualification(found);
        } else if let Some(found) = by_id(&pack.kinds, id, |record| &record.id) {
            self.kind(found);
        } else if let Some(found) = by_id(&pack.fields, id, |record| &record.id) {
            self.field(found);
        } else if let Some(found) = by_id(&pack.backgrounds, id, |record| &record.id) {
            self.title(&found.name, &found.id, "a background");
            if let Some(question) = &found.question {
                self.page.say(question.as_str());
            }
            let origins: Vec<&str> = pack
                .occupations
                .iter()
                .filter(|occupation| {
                    let from = occupation.background.map(|index| index.position());
                    from.and_then(|index| pack.backgrounds.get(index))
                        .is_some_and(|background| background.id == found.id)
                })
                .map(|occupation| occupation.title.as_str())
                .collect();
            self.listed("Occupations people come from", &origins);
        } else if let Some(found) = by_id(&pack.classes, id, |record| &record.id) {
            self.title(
                &found.id.replace('-', " "),
                &found.id,
                "a class of qualifications",
            );
            let members = self.qualifications(&found.members);
            self.listed("Members", &members);
        } else if let Some(found) = by_id(&pack.recommendations, id, |record| &record.id) {
            self.recommendation(found);
        } else if let Some(found) = by_id(&pack.guidance, id, |record| &record.id) {
            self.guidance(found);
        } else if let Some(found) = by_id(&pack.statements, id, |record| &record.id) {
            self.statement(found);
        } else if let Some(found) = by_id(&pack.facts, id, |record| &record.id) {
            self.fact(found);
        } else {
            let place = pack.sources.iter().position(|source| source.id == id)?;
            let found = pack.sources.get(place)?;
            self.title(&found.title, &found.id, "a source");
            self.cited.push(SourceIndex::of(place));
        }
        Some(())
    }

    fn title(&mut self, name: &str, id: &str, what: &str) {
        self.page.put(
            &Item::new(0, Sign::None)
                .lead(sentence(&capital(name)))
                .say(format!("`{id}`, {what}.")),
        );
    }

    fn also(&mut self, aliases: &[String]) {
        if !aliases.is_empty() {
            self.page.put(
                &Item::new(0, Sign::None).say(format!("Also called: {}.", aliases.join(", "))),
            );
        }
    }

    fn listed(&mut self, heading: &str, names: &[&str]) {
        if names.is_empty() {
            return;
        }
        self.page.section(heading);
        for name in names {
            self.page.put(&Item::new(1, Sign::Bullet).say(*name));
        }
    }

    /// Returns the sources as part of a sentence, and remembers them.
    fn cite(&mut self, sources: &[SourceIndex]) -> String {
        self.cited.extend(sources);
        let ids: Vec<&str> = sources
            .iter()
            .filter_map(|index| self.pack.sources.get(index.position()))
            .map(|source| source.id.as_str())
            .collect();
        format!("({})", grounds::sources_of(&ids))
    }

    fn sources(&self) -> Vec<SourceCited<'p>> {
        let mut cited = self.cited.clone();
        cited.sort_unstable();
        cited.dedup();
        cited
            .iter()
            .filter_map(|index| self.pack.sources.get(index.position()))
            .map(|source| self.source(source))
            .collect()
    }

    fn source(&self, source: &'p Source) -> SourceCited<'p> {
        SourceCited {
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            url: source.url.as_deref(),
            as_of: source.as_of,
            checked: source.checked,
            confidence: source.confidence,
            is_stale: source.is_stale(self.as_of),
            note: source.note.as_deref(),
        }
    }

    fn occupations(&self, indices: &[OccupationIndex]) -> Vec<&'p str> {
        indices
            .iter()
            .filter_map(|index| self.pack.occupations.get(index.position()))
            .map(|occupation| occupation.title.as_str())
            .collect()
    }

    fn qualifications(&self, indices: &[QualificationIndex]) -> Vec<&'p str> {
        indices
            .iter()
            .filter_map(|index| self.pack.qualifications.get(index.position()))
            .map(|qualification| qualification.name.as_str())
            .collect()
    }

    fn asks_nothing(&self, node: NodeIndex) -> bool {
        matches!(self.pack.requirements.node(node), Node::All(of) if of.is_empty())
    }

    fn requires(&mut self, node: NodeIndex, depth: usize, heading: &str) {
        if self.asks_nothing(node) {
            self.page
                .put(&Item::new(depth, Sign::None).say(format!("{heading}: nothing.")));
            return;
        }
        self.page
            .put(&Item::new(depth, Sign::None).lead(format!("{heading}:")));
        requirement::put(&mut self.page, self.pack, node, depth);
    }

    fn occupation(&mut self, occupation: &'p Occupation) {
        let pack = self.pack;
        self.title(
            &occupation.title,
            &occupation.id,
            &format!(
                "an occupation, level {}, family {}",
                occupation.level.as_str(),
                occupation.family.replace('-', " ")
            ),
        );
        self.also(&occupation.aliases);
        let mut about = Item::new(0, Sign::None).say(sentence(&occupation.summary));
        if let Some(workplace) = &occupation.workplace {
            about = about.say(sentence(workplace));
        }
        let sources = self.cite(&occupation.sources);
        self.page.put(&about.say(sources));
        self.page.put(&Item::new(0, Sign::None).say(format!(
            "Occupational code {}: {}.",
            occupation.soc_code, occupation.soc_title
        )));
        self.page.section("What it takes");
        self.requires(occupation.requires, 1, "Required");
        if !occupation.prefers.is_empty() {
            self.page.section("What helps");
        }
        for preference in &occupation.prefers {
            let force = in_force(preference.from, preference.until);
            let sources = self.cite(&preference.sources);
            self.page.put(
                &Item::new(1, Sign::Bullet)
                    .lead(format!("{:+} points:", preference.points))
                    .say(sentence(&preference.because))
                    .say(force)
                    .say(sources),
            );
            requirement::put(&mut self.page, pack, preference.requires, 3);
        }
        self.page.section("Pay and growth");
        for pay in &occupation.pay {
            let sources = self.cite(&[pay.source]);
            let mut item = Item::new(1, Sign::Bullet)
                .lead(format!("{}:", pay.period))
                .say(format!("half earn less than {} a year.", pay.median));
            if let (Some(low), Some(high)) = (pay.p10, pay.p90) {
                item = item.say(format!(
                    "One in ten earns less than {low}, one in ten more than {high}."
                ));
            }
            if let Some(mean) = pay.mean {
                item = item.say(format!("The average is {mean}."));
            }
            self.page.put(
                &item
                    .say(format!("Covers: {}", sentence(&pay.scope)))
                    .say_all(pay.note.as_deref().map(sentence))
                    .say(sources),
            );
        }
        for growth in &occupation.growth {
            let sources = self.cite(&[growth.source]);
            let mut item = Item::new(1, Sign::Bullet)
                .lead(format!("{}:", growth.period))
                .say(format!("{} percent change in employment.", growth.percent));
            if let Some(note) = &growth.note {
                item = item.say(sentence(note));
            }
            self.page.put(&item.say(sources));
        }
        if occupation.pay.is_empty() && occupation.growth.is_empty() {
            self.page.say("Not known.");
        }
        self.gives(occupation);
        self.notes(&occupation.notes);
    }

    fn gives(&mut self, occupation: &'p Occupation) {
        let gives: Vec<&str> = occupation
            .gives
            .iter()
            .filter_map(|kind| self.pack.kinds.get(kind.position()))
            .map(|kind| kind.name.as_str())
            .collect();
        self.listed("Time in it counts as", &gives);
        if occupation.leads_to.is_empty() {
            return;
        }
        self.page.section("Where it leads");
        for transition in &occupation.leads_to {
            let Some(next) = self.pack.occupations.get(transition.to.position()) else {
                continue;
            };
            let sources = self.cite(&transition.sources);
            let mut item = Item::new(1, Sign::Bullet)
                .lead(format!("{},", next.title))
                .say(format!("{}.", transition.kind.as_str()));
            if let Some(pay) = next.pay.first() {
                item = item
                    .say(format!("Pays {} a year ({}).", pay.median, pay.period))
                    .say_all(pay.note.as_deref().map(sentence));
            }
            if let Some(because) = &transition.because {
                item = item.say(sentence(because));
            }
            self.page.put(&item.say(sources));
        }
    }

    fn notes(&mut self, notes: &'p [String]) {
        if notes.is_empty() {
            return;
        }
        self.page.section("Notes");
        for note in notes {
            self.page
                .put(&Item::new(1, Sign::Bullet).say(sentence(note)));
        }
    }

    fn qualification(&mut self, qualification: &'p Qualification) {
        let article = match qualification.kind {
            QualificationKind::Certification
            | QualificationKind::Licence
            | QualificationKind::Certificate
            | QualificationKind::Course
            | QualificationKind::Degree { .. } => "a",
        };
        self.title(
            &qualification.name,
            &qualification.id,
            &format!("{article} {}", qualification.kind.as_str()),
        );
        self.also(&qualification.aliases);
        let mut about = Item::new(0, Sign::None);
        if let Some(short) = &qualification.abbreviation {
            about = about.say(format!("In short: {short}."));
        }
        if let Some(issuer) = &qualification.issuer {
            about = about.say(format!("Awarded by {}", sentence(issuer)));
        }
        if let QualificationKind::Degree { level, fields } = &qualification.kind {
            let fields: Vec<&str> = fields
                .iter()
                .filter_map(|field| self.pack.fields.get(field.position()))
                .map(|field| field.name.as_str())
                .collect();
            let fields = if fields.is_empty() {
                "any".to_owned()
            } else {
                all_of(&fields)
            };
            about = about.say(format!("Level: {}. Field: {fields}.", level.as_str()));
        }
        let sources = self.cite(&qualification.sources);
        self.page.put(&about.say(sources));
        if let Some(url) = &qualification.url {
            self.page.put(&Item::new(0, Sign::None).say(url.as_str()));
        }
        self.retirement(qualification);
        self.routes(qualification);
        self.keeping(qualification);
        let implied: Vec<QualificationIndex> = qualification
            .counts_as
            .iter()
            .copied()
            .filter(|index| {
                let other = self.pack.qualifications.get(index.position());
                other.is_some_and(|other| other.id != qualification.id)
            })
            .collect();
        let implied = self.qualifications(&implied);
        self.listed("Holding it counts as holding", &implied);
        if !qualification.changes.is_empty() {
            self.page.section("Known changes");
        }
        for change in &qualification.changes {
            let sources = self.cite(&change.sources);
            self.page.put(
                &Item::new(1, Sign::Bullet)
                    .lead(format!("{}:", change.on))
                    .say(sentence(&change.say))
                    .say(sources),
            );
        }
        self.notes(&qualification.notes);
    }

    fn retirement(&mut self, qualification: &'p Qualification) {
        let Some(end) = &qualification.retirement else {
            return;
        };
        let is_over = qualification.is_retired(self.as_of);
        let mut item = Item::new(0, Sign::None)
            .lead(if is_over { "Retired:" } else { "Ending:" })
            .say(match (end.on, is_over) {
                (Some(on), true) => format!("it cannot be earned any more since {on}."),
                (Some(on), false) => format!("it cannot be earned any more from {on} on."),
                (None, _) => "it cannot be earned any more.".to_owned(),
            });
        let successor = end
            .successor
            .and_then(|index| self.pack.qualifications.get(index.position()));
        if let Some(successor) = successor {
            item = item.say(format!("In its place: {}.", successor.name));
        }
        self.page.put(&item);
    }

    fn routes(&mut self, qualification: &'p Qualification) {
        self.page.section("How to earn it");
        if qualification.routes.is_empty() {
            self.page.say("The rules know no way to earn it.");
        } else if qualification.routes.len() > 1 {
            self.page.say("Each route is complete in itself.");
        }
        for route in &qualification.routes {
            self.page.blank();
            self.route(route);
        }
    }

    fn route(&mut self, route: &'p Route) {
        let mut item = Item::new(1, Sign::None).lead(format!("Route `{}`:", route.id));
        if let Some(words) = &route.say {
            item = item.say(sentence(words));
        }
        if !route.is_in_force(self.as_of) {
            item = item.say(format!("Not in force on {}.", self.as_of));
        }
        let sources = self.cite(&route.sources);
        item = item
            .say(in_force(route.from, route.until))
            .say(match route.effort {
                Effort::Hours(0) => "Takes no time.".to_owned(),
                Effort::Hours(hours) => {
                    format!("{} of study.", count(hours as usize, "hour", "hours"))
                }
                Effort::Months(length) => format!("{}.", capital(&months(length.0))),
                Effort::Unknown => "Time not known.".to_owned(),
            })
            .say(price(route))
            .say(sources);
        self.page.put(&item);
        self.requires(route.requires, 2, "Asks for");
    }

    fn keeping(&mut self, qualification: &'p Qualification) {
        if qualification.valid.is_none() && qualification.renewal.is_none() {
            return;
        }
        self.page.section("How to keep it");
        let mut item = Item::new(1, Sign::None);
        if let Some(valid) = qualification.valid {
            item = item.say(format!("It lasts {}.", months(valid.0)));
        }
        if let Some(renewal) = &qualification.renewal {
            item = item.say_all(duty(renewal));
            let sources = self.cite(&renewal.sources);
            item = item.say(sources);
        }
        self.page.put(&item);
    }

    fn part(&mut self, part: &'p Part, all: &'p [Part], what: &str) {
        self.title(&part.name, &part.id, what);
        self.also(&part.aliases);
        let names = |keep: &dyn Fn(&Part) -> bool| -> Vec<&'p str> {
            all.iter()
                .filter(|other| other.id != part.id && keep(other))
                .map(|other| other.name.as_str())
                .collect()
        };
        let place = |id: &str| all.iter().position(|other| other.id == id);
        let is_within = |inner: &Part, outer: &Part| {
            place(&outer.id).is_some_and(|place| {
                inner
                    .within
                    .iter()
                    .any(|within| usize::try_from(*within).is_ok_and(|within| within == place))
            })
        };
        let wider = names(&|other| is_within(part, other));
        let narrower = names(&|other| is_within(other, part));
        self.listed("Part of", &wider);
        self.listed("What is part of it", &narrower);
    }

    fn kind(&mut self, kind: &'p Part) {
        self.part(kind, &self.pack.kinds, "a kind of experience");
        let place = self.pack.kinds.iter().position(|other| other.id == kind.id);
        let givers: Vec<&str> = self
            .pack
            .occupations
            .iter()
            .filter(|occupation| {
                let mut gives = occupation.gives_within.iter();
                gives.any(|index| Some(index.position()) == place)
            })
            .map(|occupation| occupation.title.as_str())
            .collect();
        self.listed("Occupations that give it", &givers);
    }

    fn field(&mut self, field: &'p Part) {
        self.part(field, &self.pack.fields, "a field of study");
    }

    fn recommendation(&mut self, rule: &'p Recommendation) {
        self.title(
            &rule.id.replace('-', " "),
            &rule.id,
            "a rule that recommends",
        );
        let sources = self.cite(&rule.sources);
        let mut item = Item::new(0, Sign::None)
            .say(sentence(&rule.because))
            .say(sources);
        if let Some(limits) = &rule.limits {
            item = item.say(format!("Misses: {}", sentence(limits)));
        }
        self.page.put(&item);
        let toward = self.occupations(&rule.toward);
        self.listed(&format!("Adds {} points to", rule.points), &toward);
        self.page.section("For whom");
        requirement::put(&mut self.page, self.pack, rule.when, 1);
    }

    fn guidance(&mut self, guidance: &'p Guidance) {
        self.title(&guidance.id.replace('-', " "), &guidance.id, "guidance");
        let sources = self.cite(&guidance.sources);
        self.page.put(
            &Item::new(0, Sign::None)
                .say(sentence(&guidance.say))
                .say(sentence(&guidance.because))
                .say(sources),
        );
        self.page.section("For whom");
        requirement::put(&mut self.page, self.pack, guidance.when, 1);
    }

    fn statement(&mut self, statement: &'p Statement) {
        self.title(&statement.id.replace('-', " "), &statement.id, "a question");
        let sources = self.cite(&statement.sources);
        self.page.put(
            &Item::new(0, Sign::None)
                .say(sentence(&statement.question))
                .say(sentence(&statement.help))
                .say(sources),
        );
        self.page.put(&Item::new(0, Sign::None).say(format!(
            "Answer with: --attest {}=yes, or =no",
            statement.id
        )));
    }

    fn fact(&mut self, fact: &'p Fact) {
        self.title(
            &fact.id.replace('-', " "),
            &fact.id,
            &format!("a fact about {}", fact.topic),
        );
        let sources = self.cite(&[fact.source]);
        let mut item = Item::new(0, Sign::None).say(sentence(&fact.say));
        if let Some(value) = fact.value {
            let unit = fact.unit.as_deref().unwrap_or_default();
            item = item.say(sentence(format!("Figure: {value} {unit}").trim_end()));
        }
        if let Some(period) = &fact.period {
            item = item.say(format!("Of {period}."));
        }
        if let Some(caveat) = &fact.caveat {
            item = item.say(sentence(caveat));
        }
        self.page.put(&item.say(sources));
        let source = self.pack.sources.get(fact.source.position());
        if let Some(source) = source {
            self.page
                .say(format!("The source is {}.", confidence(source.confidence)));
        }
    }
}

/// Returns from when until when something is in force, where that is limited.
fn in_force(from: Option<PartialDate>, until: Option<PartialDate>) -> String {
    match (from, until) {
        (None, None) => String::new(),
        (Some(from), None) => format!("In force from {from}."),
        (None, Some(until)) => format!("In force until {until}."),
        (Some(from), Some(until)) => format!("In force from {from} to {until}."),
    }
}

fn price(route: &Route) -> String {
    let sum = |usd: Option<Usd>| usd.map_or_else(|| "not known".to_owned(), |usd| usd.to_string());
    let mut said = format!(
        "To prepare: {}; to earn: {}",
        sum(route.prepare),
        sum(route.earn)
    );
    if let Some(member) = route.earn_member {
        said.push_str(&format!(", for members of the issuer {member}"));
    }
    said.push('.');
    said
}

fn duty(renewal: &Renewal) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(units) = renewal.units {
        let unit = renewal.unit.as_deref().unwrap_or("unit");
        said.push(format!(
            "Each period asks for {}.",
            count(units as usize, unit, &format!("{unit}s"))
        ));
    }
    if let Some(fee) = renewal.fee {
        let every = renewal.every.map(|every| match every.0 {
            1 => " every month".to_owned(),
            12 => " every year".to_owned(),
            more => format!(" every {}", months(more)),
        });
        let every = every.unwrap_or_default();
        said.push(format!("The fee is {fee}{every}."));
    }
    if let Some(fee) = renewal.member_fee {
        said.push(format!("Members of the issuer pay {fee}."));
    }
    if let Some(hours) = renewal.study_hours {
        let which = match renewal.is_earned_again {
            true => "it in time",
            false => "a lapsed one",
        };
        said.push(format!(
            "Renewing {which} takes {} of study.",
            count(hours as usize, "hour", "hours")
        ));
    }
    if renewal.is_earned_again {
        said.push("Once lapsed it must be earned again.".to_owned());
    } else if let Some(renewable) = renewal.renewable {
        said.push(format!(
            "It can be renewed until {} after it lapsed; then it must be earned again.",
            months(renewable.0)
        ));
    }
    if let Some(words) = &renewal.say {
        said.push(sentence(words));
    }
    said
}
