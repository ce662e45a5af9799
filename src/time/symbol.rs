//! Symbols: the classes of words and digits that rules are made of, and sets of them.

/// A class, a set of words or a kind of expression, as the automaton sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Symbol(pub u16);

/// Classes that the engine knows without a list of words, each with the role that a capture fills.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("number", "number"),         // a cardinal number, in digits or words
    ("ordinal", "number"),        // "third", "21st"
    ("fraction", "fraction"),     // "half"
    ("year", "year"),             // four digits, 1000 to 2199
    ("short-year", "short-year"), // "'98"
    ("two-digits", "short-year"), // "98"
    ("day", "day"),               // 1 to 31, also "1st"
    ("hour", "hour"),             // 0 to 24 in digits
    ("clock", "clock"),           // "8:30", "20h30"
    ("dotted-clock", "clock"),    // "8.30"
    ("plain-clock", "clock"),     // "0830"
    ("clock12", "clock"),         // "8pm"
    ("iso-date", "numeric"),      // "2023-12-11"
    ("day-first", "numeric"),     // "11/12/2023": 11 December
    ("month-first", "numeric"),   // "12/11/2023": 11 December
    ("decade", "decade"),         // "1980s", "80s"
    ("year-behind", "year"),      // the "13" of "2012-13": 2013
    ("<date>", "nested"),
    ("<part>", "nested"),
    ("<clock>", "nested"),
    ("<duration>", "nested"),
];

impl Symbol {
    /// The symbol of a kind of expression: `<date>` of "date".
    pub(super) fn of_kind(kind: &str) -> Option<Self> {
        let is = |(name, _): &(&str, &str)| {
            name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) == Some(kind)
        };
        BUILT_IN.iter().rposition(is).map(|at| Self(at as u16))
    }
}

pub(super) const NUMBER: Symbol = Symbol(0);
pub(super) const ORDINAL: Symbol = Symbol(1);
pub(super) const FRACTION: Symbol = Symbol(2);
pub(super) const YEAR: Symbol = Symbol(3);
pub(super) const SHORT_YEAR: Symbol = Symbol(4);
pub(super) const TWO_DIGITS: Symbol = Symbol(5);
pub(super) const DAY: Symbol = Symbol(6);
pub(super) const HOUR: Symbol = Symbol(7);
pub(super) const CLOCK: Symbol = Symbol(8);
pub(super) const DOTTED_CLOCK: Symbol = Symbol(9);
pub(super) const PLAIN_CLOCK: Symbol = Symbol(10);
pub(super) const CLOCK12: Symbol = Symbol(11);
pub(super) const ISO_DATE: Symbol = Symbol(12);
pub(super) const DAY_FIRST: Symbol = Symbol(13);
pub(super) const MONTH_FIRST: Symbol = Symbol(14);
pub(super) const DECADE: Symbol = Symbol(15);
pub(super) const YEAR_BEHIND: Symbol = Symbol(16);

/// A set of symbols, by the last bits of each: that two sets do not meet, or that one does not hold a symbol, is certain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sieve([u64; 4]);

impl Sieve {
    const fn place(symbol: Symbol) -> (usize, u64) {
        ((symbol.0 / 64 % 4) as usize, 1 << (symbol.0 % 64))
    }

    /// Adds a symbol.
    pub(super) const fn add(&mut self, symbol: Symbol) {
        let (at, bit) = Self::place(symbol);
        self.0[at] |= bit;
    }

    /// Adds all symbols of another set.
    pub(super) const fn join(&mut self, other: &Self) {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        self.0 = [a | e, b | f, c | g, d | h];
    }

    /// False where the set does not hold the symbol.
    pub(super) const fn may_hold(&self, symbol: Symbol) -> bool {
        let (at, bit) = Self::place(symbol);
        self.0[at] & bit != 0
    }

    /// False where the sets share no symbol.
    pub(super) const fn meets(&self, other: &Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        a & e | b & f | c & g | d & h != 0
    }
}
