//! All patterns of all rules in one automaton: a trie over symbols, walked from every token that can begin a match.

use super::{
    lexicon::{Item, Items},
    role::{Role, Value},
    symbol::{Sieve, Symbol},
};

/// A trie of sequences of symbols.
#[derive(Debug)]
pub(super) struct Automaton {
    nodes: Vec<Node>,
    /// By symbol, the node to which it leads from the root; 0 where it leads nowhere.
    first: Vec<u32>,
}

#[derive(Debug, Default)]
struct Node {
    /// The symbols of all edges; most tokens share none of them.
    symbols: Sieve,
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
        Self { nodes: vec![Node::default()], first: Vec::new() }
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
                    self.nodes[node].symbols.add(symbol);
                    self.nodes.push(Node::default());
                    if node == 0 {
                        let len = self.first.len().max(usize::from(symbol.0) + 1);
                        self.first.resize(len, 0);
                        self.first[usize::from(symbol.0)] = new as u32;
                    }
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

    /// Where a sequence begins with a symbol: whether it may end there, and what may follow.
    pub(super) fn opening(&self, symbol: Symbol) -> Option<(bool, &Sieve)> {
        let first @ 1.. = *self.first.get(usize::from(symbol.0))? else { return None };
        let node = &self.nodes[first as usize];
        Some((!node.accepts.is_empty(), &node.symbols))
    }

    /// Calls `found` for every way through the automaton that begins at token `at`.
    pub(super) fn walk(&self, stands: &Items<'_>, at: usize, found: &mut impl FnMut(Path<'_>)) {
        if !stands.sieve(at).is_some_and(|sieve| sieve.meets(&self.nodes[0].symbols)) {
            return;
        }
        for item in stands.at(at) {
            let Some(&next @ 1..) = self.first.get(usize::from(item.symbol.0)) else { continue };
            let node = &self.nodes[next as usize];
            let end = at + item.len as usize;
            if !node.accepts.is_empty() || stands.sieve(end).is_some_and(|sieve| sieve.meets(&node.symbols)) {
                let mut values = [Value::None; MAX_STEPS];
                self.enter(stands, at, (at, item), next, &mut values, 0, found);
            }
        }
    }

    /// Takes an item that leads to `node`, and whatever may follow it.
    #[allow(clippy::too_many_arguments)] // The state of one walk, which is private to this file.
    fn enter(
        &self,
        stands: &Items<'_>,
        start: usize,
        (at, item): (usize, &Item),
        node: u32,
        values: &mut [Value; MAX_STEPS],
        depth: usize,
        found: &mut impl FnMut(Path<'_>),
    ) {
        let node = &self.nodes[node as usize];
        values[depth] = item.value;
        let end = at + item.len as usize;
        for accept in &node.accepts {
            found(Path {
                rule: accept.rule,
                len: (end - start) as u32,
                captures: &accept.captures,
                values: &values[..=depth],
            });
        }
        if depth + 1 == MAX_STEPS || !stands.sieve(end).is_some_and(|sieve| sieve.meets(&node.symbols)) {
            return;
        }
        for item in stands.at(end).filter(|item| node.symbols.may_hold(item.symbol)) {
            let edge = node.edges.binary_search_by_key(&item.symbol, |edge| edge.0);
            if let Ok(edge) = edge {
                self.enter(stands, start, (end, item), node.edges[edge].1, values, depth + 1, found);
            }
        }
    }
}
