//! Periods counted from another: "last week", "three days ago", "the quarter".

use super::{
    super::{
        calendar::{Grain, Period, add},
        direction::Direction,
    },
    Found, Narrator,
};
use crate::{
    model::Anchor,
    time::{Amount, Origin, Unit, Which},
};

impl Narrator<'_> {
    pub(super) fn unit(&self, unit: Unit, which: Which) -> Option<Found> {
        let grain = Grain::of(unit)?;
        // "the quarter", "the period": the one that the text is about.
        let named = self.named.iter().rev().find(|period| period.grain == grain && !self.lies_ahead(period));
        if let (Which::Near, Some(named)) = (which, named) {
            return Some(Ok((self.reported(*named), Anchor::Narrative)));
        }
        let base = if which.narrative() { self.reached(grain) } else { self.anchor(which).map(Ok) };
        let (base, anchor) = match base {
            Some(Ok(base)) => base,
            Some(Err(value)) => return Some(Err(value)),
            None => return Some(Err(unknown(grain))),
        };
        let now = Period::holding(grain, base.first)?;
        let steps = match (which, grain) {
            // The weekend that has been; the quarter whose figures are out.
            (Which::Near, Grain::Weekend)
                if self.direction() == Direction::Future || base.first >= now.first =>
            {
                0
            }
            (Which::Last, Grain::Weekend) | (Which::Near, Grain::Weekend) => -1,
            (Which::Near, Grain::Quarter) => -1,
            (which, _) => which.steps(),
        };
        Some(Ok((now.step(steps)?, anchor)))
    }

    /// True for a period to come, where the words around look back: they are not about it.
    fn lies_ahead(&self, period: &Period) -> bool {
        self.publication.is_some_and(|now| period.first > now) && self.direction() != Direction::Future
    }

    /// A quarter of which figures can be out: where the one named is not over, and nothing looks ahead, the one before it.
    fn reported(&self, period: Period) -> Period {
        let open = self.publication.is_some_and(|now| period.last > now && period.first.year() == now.year());
        let past = period.grain == Grain::Quarter && open && self.direction() != Direction::Future;
        if past { period.step(-1).unwrap_or(period) } else { period }
    }

    /// So many units before or after; `to` is the grain of the period that is meant, where the words say it.
    pub(super) fn shift(
        &self,
        amount: Amount,
        unit: Unit,
        forward: bool,
        origin: Origin,
        to: Option<Grain>,
    ) -> Found {
        let vague = || Err(if forward { "FUTURE_REF" } else { "PAST_REF" }.to_owned());
        let Some(count) = amount.whole().map(|n| if forward { n } else { -n }) else {
            return self.fraction(amount, unit, forward).map_or_else(vague, Ok);
        };
        // "A decade ago" is a year, as "ten years ago" is; a decade after the 1990s is a decade.
        let long = self.here().is_some_and(|(base, _)| base.grain.days() > Grain::Year.days());
        let to_year = origin == Origin::Publication || !long;
        let own = Grain::of(unit).map(|grain| match grain.days() > Grain::Year.days() && to_year {
            true => Grain::Year,
            false => grain,
        });
        let Some(grain) = own.map(|grain| to.unwrap_or(grain)) else {
            // Some hours or minutes: the same day.
            return self.day().map_or_else(vague, |(date, anchor)| Ok((Period::day(date), anchor)));
        };
        // Years before a quarter or month that the text is about are a quarter or month as well.
        let mut recent = self.named.iter().rev().take(4);
        let compared = recent.find(|period| {
            let month = origin == Origin::Narrative && period.grain == Grain::Month;
            let fits = month || period.grain == Grain::Quarter;
            unit == Unit::Year && count == -1 && to.is_none() && fits && !self.lies_ahead(period)
        });
        if let Some(period) = compared {
            let period = self.reported(*period);
            return period.shifted(unit, count).map_or_else(vague, |period| Ok((period, Anchor::Narrative)));
        }
        let published = self.publication.map(|date| (Period::day(date), Anchor::Publication));
        let base = match origin {
            Origin::Publication => published.or(self.here()),
            Origin::Narrative => match self.reached(grain) {
                Some(Err(value)) => return Err(value),
                reached => reached.and_then(Result::ok),
            },
        };
        let shifted = |base: Period| {
            let date = add(base.first, unit, count)?;
            Period::holding(grain, date)
        };
        let Some((base, anchor)) = base else { return vague() };
        let Some(found) = shifted(base) else { return vague() };
        // "Ten years later" does not lie ahead of us: it counts from something earlier, or up to now.
        if let (true, Origin::Narrative, Some(now)) = (forward, origin, self.publication)
            && found.first > now
            && self.direction() != Direction::Future
        {
            let mut earlier = self.named.iter().rev().filter_map(|period| shifted(*period));
            if let Some(found) = earlier.find(|found| found.first <= now) {
                return Ok((found, Anchor::Narrative));
            }
            return Period::holding(grain, now)
                .map_or_else(vague, |period| Ok((period, Anchor::Publication)));
        }
        Ok((found, anchor))
    }

    /// "A year and a half ago": to the month; "half a century ago": to the year.
    fn fraction(&self, amount: Amount, unit: Unit, forward: bool) -> Option<(Period, Anchor)> {
        let Amount::Exact(number) = amount else { return None };
        let months = match unit {
            Unit::Year => 12,
            Unit::Decade => 120,
            Unit::Century => 1200,
            _ => return None,
        };
        let months = number.checked_mul(months.into())?.to_i64().filter(|n| n.abs() < 100_000)?;
        let date = add(self.publication?, Unit::Month, if forward { months } else { -months })?;
        let grain = if months % 12 == 0 { Grain::Year } else { Grain::Month };
        Some((Period::holding(grain, date)?, Anchor::Publication))
    }
}

/// The value of a period of which nothing is known but its grain.
pub(super) fn unknown(grain: Grain) -> String {
    match grain {
        Grain::Day => "XXXX-XX-XX",
        Grain::Week | Grain::Weekend => "XXXX-WXX",
        Grain::Month => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        _ => "XXXX",
    }
    .to_owned()
}

/// The value of a period of which a longer one is known that holds it: "1998-10-XX".
pub(super) fn partly(grain: Grain, within: Period) -> String {
    let (year, month) = (within.first.year(), within.first.month());
    let unknown = unknown(grain);
    match (within.grain, unknown.get(4..)) {
        (Grain::Decade, Some("")) => format!("{:03}X", year / 10),
        (Grain::Decade | Grain::Century, _) | (_, None) => unknown,
        (Grain::Month, Some("-XX-XX")) => format!("{year:04}-{month:02}-XX"),
        (_, Some(rest)) => format!("{year:04}{rest}"),
    }
}
