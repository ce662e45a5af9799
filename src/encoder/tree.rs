//! The best tree over the words of a sentence, by the scores of all arcs: Chu–Liu (1965) and Edmonds (1967), as Tarjan (1977) does it for
//! dense graphs, in time that grows with the square of the sentence.
//!
//! Word 0 is the root, and exactly one word depends on it.

/// More than any tree gains by a second root.
const PENALTY: f64 = 1e6;

/// What the search for a tree needs, from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Forest {
    /// Which node each word has been found to lead to.
    seen: Vec<u32>,
    scores: Vec<f64>,
    /// The arc between words that each arc between nodes stands for.
    arcs: Vec<(u32, u32)>,
    best: Vec<u32>,
    active: Vec<usize>,
    /// The node that a place of the matrix holds: a word, or a cycle made one.
    node: Vec<usize>,
    /// The cycle in which each node has been merged.
    parent: Vec<usize>,
    /// The arc that leads into each node: until the end, the one inside its cycle.
    into: Vec<(u32, u32)>,
}

/// Scores of arcs: a row for each dependent, with a number for each head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scores<'a> {
    pub values: &'a [f32],
    /// From one row to the next.
    pub stride: usize,
}

impl Scores<'_> {
    fn of(&self, head: usize, dependent: usize) -> f64 {
        f64::from(self.values[dependent * self.stride + head])
    }
}

impl Forest {
    /// Mends `heads`, the best head of each word by itself, where they are no tree with one root.
    pub fn span(&mut self, scores: Scores, heads: &mut [u32]) {
        if !self.is_tree(heads) {
            self.edmonds(scores, heads);
        }
    }

    /// True where one word depends on the root, and all others on it in the end.
    fn is_tree(&mut self, heads: &[u32]) -> bool {
        let words = heads.len();
        if words > 1 && heads[1..].iter().filter(|&&head| head == 0).count() != 1 {
            return false;
        }
        let seen = &mut self.seen;
        seen.clear();
        seen.resize(words, 0);
        (1..words).all(|from| {
            let mut at = from;
            while at != 0 && seen[at] == 0 {
                seen[at] = from as u32;
                at = heads[at] as usize;
            }
            // Back where this walk began to mark: a cycle.
            at == 0 || seen[at] != from as u32
        })
    }

    fn edmonds(&mut self, scores: Scores, heads: &mut [u32]) {
        let words = heads.len();
        let Self { seen, scores: matrix, arcs, best, active, node, parent, into } = self;
        matrix.clear();
        arcs.clear();
        for head in 0..words {
            for dependent in 0..words {
                let penalty = if head == 0 { PENALTY } else { 0.0 };
                matrix.push(scores.of(head, dependent) - penalty);
                arcs.push((head as u32, dependent as u32));
            }
        }
        let none = usize::MAX;
        *active = (0..words).collect();
        *node = (0..words).collect();
        *parent = vec![none; words];
        *into = vec![(0, 0); words];
        best.clear();
        best.extend_from_slice(heads);
        let best_head = |matrix: &[f64], active: &[usize], dependent: usize| {
            let mut found = (0, f64::NEG_INFINITY);
            for &head in active.iter().filter(|&&head| head != dependent) {
                let score = matrix[head * words + dependent];
                if score > found.1 {
                    found = (head as u32, score);
                }
            }
            found.0
        };
        for (dependent, best) in best.iter_mut().enumerate().take(words).skip(1) {
            *best = best_head(matrix, active, dependent);
        }
        while let Some(cycle) = find_cycle(active, best, seen) {
            let place = cycle[0];
            let merged = parent.len();
            // What the cycle loses when it is entered at a word: that word's arc of the cycle.
            for &at in &cycle {
                into[node[at]] = arcs[best[at] as usize * words + at];
                parent[node[at]] = merged;
            }
            let inner: Vec<f64> = cycle.iter().map(|&at| matrix[best[at] as usize * words + at]).collect();
            active.retain(|at| !cycle.contains(at) || *at == place);
            for &other in active.iter().filter(|&&other| other != place) {
                let (mut enter, mut leave) = ((0, f64::NEG_INFINITY), (0, f64::NEG_INFINITY));
                for (&at, inner) in cycle.iter().zip(&inner) {
                    let (inwards, outwards) = (other * words + at, at * words + other);
                    if matrix[inwards] - inner > enter.1 {
                        enter = (inwards, matrix[inwards] - inner);
                    }
                    if matrix[outwards] > leave.1 {
                        leave = (outwards, matrix[outwards]);
                    }
                }
                let (inwards, outwards) = (other * words + place, place * words + other);
                (arcs[inwards], matrix[inwards]) = (arcs[enter.0], enter.1);
                (arcs[outwards], matrix[outwards]) = (arcs[leave.0], leave.1);
                if cycle.contains(&(best[other] as usize)) {
                    best[other] = place as u32;
                }
            }
            parent.push(none);
            into.push((0, 0));
            node[place] = merged;
            best[place] = best_head(matrix, active, place);
        }
        for &at in active.iter().filter(|&&at| at != 0) {
            into[node[at]] = arcs[best[at] as usize * words + at];
        }
        // The arc into a cycle displaces that of the member it enters.
        for merged in (words..parent.len()).rev() {
            let (head, dependent) = into[merged];
            let mut member = dependent as usize;
            while parent[member] != merged {
                member = parent[member];
            }
            into[member] = (head, dependent);
        }
        for word in 1..words {
            heads[word] = into[word].0;
        }
    }
}

/// The places of a cycle among the best heads.
fn find_cycle(active: &[usize], best: &[u32], seen: &mut Vec<u32>) -> Option<Vec<usize>> {
    seen.clear();
    seen.resize(best.len(), 0);
    for &from in active.iter().filter(|&&from| from != 0) {
        let mut at = from;
        while at != 0 && seen[at] == 0 {
            seen[at] = from as u32;
            at = best[at] as usize;
        }
        if at != 0 && seen[at] == from as u32 {
            let rest = std::iter::successors(Some(at), |&at| Some(best[at] as usize));
            return Some(std::iter::once(at).chain(rest.skip(1).take_while(|&next| next != at)).collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tree(words: usize, values: &[f32]) -> Vec<u32> {
        let scores = Scores { values, stride: words };
        let greedy = |dependent: usize| {
            let heads = (0..words).filter(|&head| head != dependent);
            heads.fold(usize::from(dependent == 0), |best, head| {
                if scores.of(head, dependent) > scores.of(best, dependent) { head } else { best }
            }) as u32
        };
        let mut heads: Vec<u32> = (0..words).map(|word| if word == 0 { 0 } else { greedy(word) }).collect();
        Forest::default().span(scores, &mut heads);
        heads
    }

    fn total(words: usize, values: &[f32], heads: &[u32]) -> f64 {
        (1..words).map(|word| f64::from(values[word * words + heads[word] as usize])).sum()
    }

    /// The best of all trees with one root, each looked at.
    fn best_of_all(words: usize, values: &[f32]) -> f64 {
        let mut best = f64::NEG_INFINITY;
        for number in 0..words.pow(words as u32 - 1) {
            let heads: Vec<u32> = std::iter::once(0)
                .chain((0..words as u32 - 1).map(|word| (number / words.pow(word) % words) as u32))
                .collect();
            if (1..words).all(|word| heads[word] as usize != word) && Forest::default().is_tree(&heads) {
                best = best.max(total(words, values, &heads));
            }
        }
        best
    }

    #[test]
    fn one_word_is_the_root() {
        assert_eq!(tree(2, &[0.0, 0.0, -5.0, 9.0]), [0, 0]);
        assert_eq!(tree(1, &[0.0]), [0]);
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Words 1 and 2 would each rather depend on the other.
        assert_eq!(tree(3, &[0.0, 0.0, 0.0, 1.0, 0.0, 9.0, 3.0, 9.0, 0.0]), [0, 2, 0]);
    }

    proptest! {
        #[test]
        fn no_tree_is_better(words in 2usize..6, values in prop::collection::vec(-9i8..9, 36)) {
            let values: Vec<f32> = values.into_iter().map(f32::from).collect();
            let heads = tree(words, &values);
            prop_assert!(Forest::default().is_tree(&heads), "{heads:?}");
            prop_assert_eq!(total(words, &values, &heads), best_of_all(words, &values));
        }

        #[test]
        fn long_sentences_get_a_tree(words in 2usize..60, seed in any::<u32>()) {
            let mut state = seed | 1;
            let mut next = || {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                (state >> 8) as f32 / 1e5
            };
            let values: Vec<f32> = (0..words * words).map(|_| next()).collect();
            let heads = tree(words, &values);
            prop_assert!(Forest::default().is_tree(&heads));
        }
    }
}
