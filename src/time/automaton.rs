//! All patterns of all rules in one automaton: a trie over symbols, walked from every token that can begin a match.

use super::{
    lexicon::{Item, Symbol},
    role::{Role, Value},
};

/// A trie of sequences of symbols.
#[derive(Debug)]
pub(super) struct Automaton {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    /// In order of symbols.
    edges: Vec<(Symbol, u32)>,
    accepts: Vec<Accept>,
}

/// The end of a sequence.
#[derive(Debug)]
struct Accept {
    rule: u32,
    /// The position of each captured step, and its role.
    captures: Box<[(u8, Role)]>,
}

/// A way through the automaton.
pub(super) struct Path<'a> {
    /// Index of the rule.
    pub rule: u32,
    /// How many tokens it takes.
    pub len: u32,
    captures: &'a [(u8, Role)],
    values: &'a [Value],
}

impl Path<'_> {
    /// What was captured, with its role.
    pub(super) fn captured(&self) -> impl Iterator<Item = (Role, Value)> + '_ {
        self.captures.iter().map(|&(at, role)| (role, self.values[usize::from(at)]))
    }
}

/// No match is longer than this many steps.
const MAX_STEPS: usize = 24;

impl Automaton {
    /// An automaton that accepts nothing.
    pub(super) fn new() -> Self {
        Self { nodes: vec![Node::default()] }
    }

    /// Adds a sequence of symbols, some of them captured.
    pub(super) fn add(&mut self, steps: &[(Symbol, Option<Role>)], rule: u32) {
        if steps.is_empty() || steps.len() > MAX_STEPS {
            return;
        }
        let mut node = 0;
        for &(symbol, _) in steps {
            let edges = &self.nodes[node].edges;
            node = match edges.binary_search_by_key(&symbol, |edge| edge.0) {
                Ok(at) => edges[at].1 as usize,
                Err(at) => {
                    let new = self.nodes.len();
                    self.nodes[node].edges.insert(at, (symbol, new as u32));
                    self.nodes.push(Node::default());
                    new
                }
            };
        }
        let captures: Box<[_]> =
            steps.iter().zip(0u8..).filter_map(|(&(_, role), at)| Some((at, role?))).collect();
        let accepts = &mut self.nodes[node].accepts;
        if !accepts.iter().any(|accept| accept.rule == rule && accept.captures == captures) {
            accepts.push(Accept { rule, captures });
        }
    }

    /// Calls `found` for every way through the automaton that begins at token `at`.
    pub(super) fn walk<'i>(
        &self,
        items: &impl Fn(usize) -> &'i [Item],
        at: usize,
        found: &mut impl FnMut(Path<'_>),
    ) {
        let mut values = [Value::None; MAX_STEPS];
        self.step(items, at, at, 0, &mut values, 0, found);
    }

    #[allow(clippy::too_many_arguments)] // The state of one walk, which is private to this file.
    fn step<'i>(
        &self,
        items: &impl Fn(usize) -> &'i [Item],
        start: usize,
        at: usize,
        node: usize,
        values: &mut [Value; MAX_STEPS],
        depth: usize,
        found: &mut impl FnMut(Path<'_>),
    ) {
        let edges = &self.nodes[node].edges;
        if edges.is_empty() {
            return;
        }
        for item in items(at) {
            let Ok(edge) = edges.binary_search_by_key(&item.symbol, |edge| edge.0) else { continue };
            let next = edges[edge].1 as usize;
            values[depth] = item.value;
            let end = at + item.len as usize;
            for accept in &self.nodes[next].accepts {
                found(Path {
                    rule: accept.rule,
                    len: (end - start) as u32,
                    captures: &accept.captures,
                    values: &values[..=depth],
                });
            }
            if depth + 1 < MAX_STEPS {
                self.step(items, start, end, next, values, depth + 1, found);
            }
        }
    }
}
