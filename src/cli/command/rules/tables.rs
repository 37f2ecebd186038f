//! `careerpath rules show`: a pack as tables.

use careerpath::json::plain;
use careerpath::pack::{Effort, Occupation, Pack, Qualification, Route};
use careerpath::units::Usd;

/// Returns how many records each section has.
pub(super) fn counts(pack: &Pack) -> String {
    let is_origin = |each: &&Occupation| each.background.is_some();
    let is_degree = |each: &&Qualification| each.kind.is_degree();
    let degrees = pack.qualifications.iter().filter(is_degree).count();
    let routes: usize = pack
        .qualifications
        .iter()
        .map(|each| each.routes.len())
        .sum();
    let origins = pack.occupations.iter().filter(is_origin).count();
    let rows = [
        ("occupations to move into", pack.occupations.len() - origins),
        ("occupations to come from", origins),
        ("credentials", pack.qualifications.len() - degrees),
        ("degrees", degrees),
        ("routes", routes),
        ("recommendations", pack.recommendations.len()),
        ("guidance", pack.guidance.len()),
        ("statements", pack.statements.len()),
        ("facts", pack.facts.len()),
        ("sources", pack.sources.len()),
    ];
    let rows = rows
        .map(|(name, count)| format!("| {name} | {count} |\n"))
        .concat();
    let Pack {
        title,
        id,
        version,
        sha256,
        ..
    } = pack;
    let (title, version) = (plain(title), plain(version));
    format!("{title} ({id} {version}, {sha256})\n\n| section | records |\n| --- | ---: |\n{rows}")
}

/// Returns the occupations, the qualifications by route, the recommendations and the guidance, a
/// table each.
pub(super) fn records(pack: &Pack) -> String {
    let occupations = pack.occupations.iter().map(|each| {
        let pay = each.pay.first();
        vec![
            each.id.clone(),
            each.title.clone(),
            each.level.as_str().to_owned(),
            each.soc_code.clone(),
            pay.map_or_else(unknown, |pay| pay.median.to_string()),
            pay.map_or_else(unknown, |pay| pay.period.clone()),
            pay.and_then(|pay| pay.note.clone()).unwrap_or_default(),
        ]
    });
    let qualifications = pack.qualifications.iter().flat_map(|each| {
        let own = move |route: Option<&Route>| {
            vec![
                each.id.clone(),
                each.name.clone(),
                each.kind.as_str().to_owned(),
                route.map_or_else(unknown, |route| route.id.clone()),
                route.map_or_else(unknown, effort),
                route.map_or_else(unknown, |route| money(route.prepare)),
                route.map_or_else(unknown, |route| money(route.earn)),
            ]
        };
        let routes = each.routes.iter().map(move |route| own(Some(route)));
        let none = each.routes.is_empty().then(|| own(None));
        routes.chain(none).collect::<Vec<_>>()
    });
    let recommendations = pack.recommendations.iter().map(|each| {
        let toward = each.toward.iter();
        let toward = toward.filter_map(|index| pack.occupations.get(index.position()));
        let toward: Vec<&str> = toward.map(|each| each.id.as_str()).collect();
        vec![
            each.id.clone(),
            each.points.to_string(),
            toward.join(", "),
            each.because.clone(),
        ]
    });
    let guidance = (pack.guidance.iter()).map(|each| vec![each.id.clone(), each.say.clone()]);
    [
        table(
            &[
                "occupation",
                "title",
                "level",
                "SOC",
                "median pay",
                "period",
                "note",
            ],
            occupations,
        ),
        table(
            &[
                "qualification",
                "name",
                "kind",
                "route",
                "takes",
                "to prepare",
                "to earn",
            ],
            qualifications,
        ),
        table(
            &["recommendation", "points", "toward", "because"],
            recommendations,
        ),
        table(&["guidance", "says"], guidance),
    ]
    .concat()
}

fn unknown() -> String {
    "not known".to_owned()
}

fn money(sum: Option<Usd>) -> String {
    sum.map_or_else(unknown, |usd| usd.to_string())
}

fn effort(route: &Route) -> String {
    match route.effort {
        Effort::Hours(hours) => format!("{hours} hours"),
        Effort::Months(months) => format!("{} months", months.0),
        Effort::Unknown => unknown(),
    }
}

fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let rule = vec!["---"; heads.len()];
    let mut text = format!("\n| {} |\n| {} |\n", heads.join(" | "), rule.join(" | "));
    for row in rows {
        // A bar would end the cell.
        let cells: Vec<String> = (row.iter())
            .map(|cell| plain(cell).replace('|', "/"))
            .collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}
