//! Which record rests on which source.

use super::{Pack, SourceIndex};

/// Returns every citation of the pack: the id of the record, and the source it names.
///
/// A record that names a source in several places (a route, a renewal, a figure) is returned as
/// often.
pub(super) fn citations(pack: &Pack) -> impl Iterator<Item = (&str, SourceIndex)> {
    let qualifications = pack.qualifications.iter().flat_map(|each| {
        (each.sources.iter())
            .chain(each.renewal.iter().flat_map(|renewal| &renewal.sources))
            .chain(each.routes.iter().flat_map(|route| &route.sources))
            .chain(each.changes.iter().flat_map(|change| &change.sources))
            .map(|source| (each.id.as_str(), *source))
    });
    let occupations = pack.occupations.iter().flat_map(|each| {
        (each.sources.iter())
            .chain(each.prefers.iter().flat_map(|each| &each.sources))
            .chain(each.leads_to.iter().flat_map(|each| &each.sources))
            .chain(each.pay.iter().map(|each| &each.source))
            .chain(each.growth.iter().map(|each| &each.source))
            .map(|source| (each.id.as_str(), *source))
    });
    macro_rules! of_each {
        ($section:ident, $sources:ident) => {
            pack.$section.iter().flat_map(|each| {
                let sources = each.$sources.iter();
                sources.map(|source| (each.id.as_str(), *source))
            })
        };
    }
    (qualifications.chain(occupations))
        .chain(of_each!(recommendations, sources))
        .chain(of_each!(guidance, sources))
        .chain(of_each!(statements, sources))
        .chain(
            pack.facts
                .iter()
                .map(|each| (each.id.as_str(), each.source)),
        )
}
