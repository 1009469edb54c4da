//! Finds the words of the vocabulary.

use super::builtin::{FIRST_IDEOGRAPH, NUMBER};
use super::tables::{ROOTS, TRIE};

/// A node of the trie of the words.
#[derive(Debug)]
pub(crate) struct Node {
    /// The character that leads to it.
    pub(crate) key: char,
    /// Its first child, and how many it has; they are one after the other, ordered by key.
    pub(crate) children: (u16, u16),
    /// The concepts of the word that ends here; 0 when none does.
    pub(crate) concepts: u128,
    /// The word that ends here is none where one of these follows.
    pub(crate) not_before: &'static [&'static str],
}

/// What may begin at an ideograph: bits of [`NUMBER`] and the child of the root; 0 for nothing. `None` for
/// other characters.
pub(crate) fn root(character: char) -> Option<u16> {
    ROOTS
        .get((character as usize).wrapping_sub(FIRST_IDEOGRAPH))
        .copied()
}

/// The longest word at the beginning of a text: its length in bytes and its concepts.
pub(crate) fn longest(text: &str) -> Option<(usize, u128)> {
    let mut characters = text.char_indices();
    let (_, first) = characters.next()?;
    let mut node = match root(first).map(|root| root & !NUMBER) {
        Some(0) => return None,
        Some(child) => TRIE.get(usize::from(child))?,
        None => child(TRIE.first()?, first)?,
    };
    let mut longest = None;
    let mut end = first.len_utf8();
    loop {
        if node.concepts != 0 {
            let rest = text.get(end..).unwrap_or("");
            if !node.not_before.iter().any(|word| rest.starts_with(word)) {
                longest = Some((end, node.concepts));
            }
        }
        let Some((at, next)) = characters.next() else {
            return longest;
        };
        let Some(found) = child(node, next) else {
            return longest;
        };
        node = found;
        end = at + next.len_utf8();
    }
}

fn child(node: &Node, key: char) -> Option<&'static Node> {
    let (first, count) = node.children;
    let children = TRIE.get(usize::from(first)..usize::from(first + count))?;
    let at = children
        .binary_search_by_key(&key, |child| child.key)
        .ok()?;
    children.get(at)
}
