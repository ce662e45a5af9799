//! Dates to the calendar: readings of the words become TIMEX3 values, anchored on the publication date or the narrative.

use super::Resolver;
use crate::{
    model::{Article, TimeExpression, View},
    time::Reading,
};
use jiff::civil::Date;

impl Resolver {
    /// The date of publication: the article's own, else one that its date line or dateline gives in full.
    pub fn publication(&self, article: &Article, _view: &View<'_>, _readings: &[Reading]) -> Option<Date> {
        article.date
    }

    /// Resolves readings, in order.
    pub fn times(
        &self,
        _view: &View<'_>,
        _readings: &[Reading],
        _publication: Option<Date>,
    ) -> Vec<TimeExpression> {
        Vec::new()
    }
}
