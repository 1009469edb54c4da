//! Compiles the vocabulary and the shapes (`grammar/*.toml`) into tables: a mistake in them is an
//! error of the build, with the name of the concept or shape, and nothing is left to do at start.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, process};

#[path = "src/grammar/builtin.rs"]
mod builtin;
#[path = "grammar/compile.rs"]
mod compile;

use compile::{Automaton, Pattern};
use serde::Deserialize;

/// More concepts than this do not fit the bits of a token.
const MOST_CONCEPTS: usize = 128;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vocabulary {
    concept: Vec<Concept>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Concept {
    name: String,
    words: Vec<String>,
    /// Where the same letters mean something else: no token of this concept is made before these.
    #[serde(default)]
    not_before: Vec<String>,
    /// A set of concepts that a shape may represent (`for = "outcome"`).
    class: Option<String>,
    /// What a sentence that holds it is about from there on.
    topic: Option<String>,
    /// The cells that a number of it counts.
    reads: Option<String>,
    /// Whether its words only keep shorter words inside them from being found: no shape asks for it.
    #[serde(default)]
    guard: bool,
    #[allow(dead_code, reason = "for those who read the file")]
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shapes {
    r#macro: BTreeMap<String, String>,
    shape: Vec<Shape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Shape {
    name: String,
    kind: String,
    #[serde(default = "number")]
    at: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
    reads: Option<String>,
    #[serde(default = "equal")]
    relation: String,
    r#for: Option<String>,
    #[serde(default)]
    topic: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    unless_after: Vec<String>,
    #[serde(default)]
    unless_sentence: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    /// Measure words with which it counts something else.
    #[serde(default)]
    not_measured_in: Vec<String>,
    #[serde(default)]
    part: bool,
    #[serde(default)]
    any_year: bool,
    #[serde(default)]
    any_scope: bool,
    #[serde(default)]
    also: bool,
    #[serde(default)]
    soft: bool,
    #[serde(default)]
    together: bool,
    #[serde(default)]
    test: Vec<(String, String)>,
    #[serde(default)]
    silent: Vec<String>,
    #[allow(dead_code, reason = "for those who read the file")]
    note: Option<String>,
}

fn number() -> String {
    "N".to_owned()
}

fn equal() -> String {
    "equal".to_owned()
}

fn main() {
    println!("cargo::rerun-if-changed=grammar");
    println!("cargo::rerun-if-changed=src/grammar/builtin.rs");
    if let Err(message) = run() {
        println!("cargo::error={}", message.replace('\n', " "));
        process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let read = |name: &str| {
        let path = Path::new("grammar").join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let vocabulary: Vocabulary = toml::from_str(&read("vocabulary.toml")?)
        .map_err(|error| format!("vocabulary.toml: {error}"))?;
    let shapes: Shapes =
        toml::from_str(&read("shapes.toml")?).map_err(|error| format!("shapes.toml: {error}"))?;
    let concepts = Concepts::new(&vocabulary)?;
    let mut out = String::new();
    concepts.write(&vocabulary, &mut out)?;
    write_shapes(&shapes, &vocabulary, &concepts, &mut out)?;
    let target = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&target).join("grammar.rs"), out).map_err(|error| error.to_string())
}

/// The concepts by name.
struct Concepts {
    names: Vec<String>,
}

impl Concepts {
    fn new(vocabulary: &Vocabulary) -> Result<Self, String> {
        let mut names: Vec<String> = builtin::NAMES.iter().map(|&name| name.to_owned()).collect();
        for concept in &vocabulary.concept {
            if names.contains(&concept.name) {
                return Err(format!(
                    "vocabulary.toml: two concepts named {}",
                    concept.name
                ));
            }
            if !concept.guard {
                names.push(concept.name.clone());
            }
        }
        if names.len() > MOST_CONCEPTS {
            return Err(format!(
                "vocabulary.toml: {} concepts are too many",
                names.len()
            ));
        }
        Ok(Self { names })
    }

    fn id(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    fn bits(&self, names: &[String], of: &str) -> Result<u128, String> {
        names.iter().try_fold(0, |bits, name| {
            let id = self
                .id(name)
                .ok_or_else(|| format!("shapes.toml: {of}: no concept {name}"))?;
            Ok(bits | 1 << id)
        })
    }

    fn write(&self, vocabulary: &Vocabulary, out: &mut String) -> Result<(), String> {
        // What each word means, and what must not follow it.
        let mut words: BTreeMap<String, (u128, BTreeSet<String>)> = BTreeMap::new();
        for concept in &vocabulary.concept {
            let own = if concept.guard {
                "inner"
            } else {
                concept.name.as_str()
            };
            let id = self.id(own).unwrap_or_default();
            let outcome = concept
                .class
                .as_deref()
                .is_some_and(|class| class == "outcome" || class.starts_with("reason"));
            let outcome = if outcome {
                self.id("outcome").map_or(0, |id| 1 << id)
            } else {
                0_u128
            };
            for template in &concept.words {
                let mut parts = template.split('!');
                let template = parts.next().unwrap_or_default();
                let not: Vec<&str> = parts.collect();
                for word in expand(template)
                    .map_err(|e| format!("vocabulary.toml: {}: {e}", concept.name))?
                {
                    let entry = words.entry(word).or_default();
                    entry.0 |= 1 << id | outcome;
                    entry.1.extend(concept.not_before.iter().cloned());
                    entry.1.extend(not.iter().map(|&word| word.to_owned()));
                }
            }
        }
        let _ = writeln!(
            out,
            "/// The names of the concepts, by id.\npub(crate) static CONCEPTS: &[&str] = &{:?};",
            self.names
        );
        let topic = |concept: &Concept| -> Result<Option<u8>, String> {
            let Some(topic) = &concept.topic else {
                return Ok(None);
            };
            builtin::TOPICS
                .iter()
                .position(|known| known == topic)
                .map(|at| Some(at as u8))
                .ok_or_else(|| format!("vocabulary.toml: {}: no topic {topic}", concept.name))
        };
        let mut topics = Vec::new();
        for concept in &vocabulary.concept {
            if let Some(topic) = topic(concept)? {
                topics.push((self.id(&concept.name).unwrap_or_default(), topic));
            }
        }
        let _ = writeln!(
            out,
            "/// Concepts that say what a sentence is about: id and topic.\npub(crate) static TOPICS: &[(u8, u8)] = &{topics:?};"
        );
        let _ = writeln!(out, "/// The ids of the concepts.\npub(crate) mod id {{");
        for (id, name) in self.names.iter().enumerate() {
            let _ = writeln!(
                out,
                "    #[allow(dead_code, reason = \"the list is generated\")]\n    /// {name}.\n    pub(crate) const {}: u8 = {id};",
                name.to_uppercase().replace('-', "_")
            );
        }
        out.push_str("}\n");
        // A trie in arrays, its nodes in the order of breadth: children are next to each other.
        let trie = compile::trie(words.keys().map(String::as_str));
        write_roots(&trie, out);
        let _ = writeln!(
            out,
            "/// The trie of the words.\npub(crate) static TRIE: &[super::lexicon::Node] = &["
        );
        for node in &trie {
            let (bits, not) = node
                .word
                .as_ref()
                .and_then(|word| words.get(word))
                .cloned()
                .unwrap_or_default();
            let not: Vec<String> = not.into_iter().collect();
            let _ = writeln!(
                out,
                "    super::lexicon::Node {{ key: {:?}, children: ({}, {}), concepts: {bits}, not_before: &{not:?} }},",
                node.key, node.first, node.count
            );
        }
        out.push_str("];\n");
        Ok(())
    }
}

/// What begins at each ideograph: the child of the root that the lexicon follows, or a mark that a number
/// may begin there; 0 for nothing, as for most.
fn write_roots(trie: &[compile::Node], out: &mut String) {
    let mut roots = vec![0_u16; builtin::IDEOGRAPHS];
    let place = |character: char| (character as usize).wrapping_sub(builtin::FIRST_IDEOGRAPH);
    for character in builtin::NUMERALS {
        if let Some(root) = roots.get_mut(place(*character)) {
            *root = builtin::NUMBER;
        }
    }
    let root = &trie[0];
    for (at, child) in (0..).zip(trie).skip(root.first).take(root.count) {
        if let Some(root) = roots.get_mut(place(child.key)) {
            *root |= at;
        }
    }
    let _ = writeln!(
        out,
        "/// What begins at each ideograph.\npub(crate) static ROOTS: [u16; super::builtin::IDEOGRAPHS] = {roots:?};"
    );
}

/// The words of a template: `{a,b,}c` is ac, bc and c.
fn expand(template: &str) -> Result<Vec<String>, String> {
    let Some(open) = template.find('{') else {
        return Ok(vec![template.to_owned()]);
    };
    let close = template[open..].find('}').ok_or("an open brace")? + open;
    let tails = expand(&template[close + 1..])?;
    let mut out = Vec::new();
    for choice in template[open + 1..close].split(',') {
        for tail in &tails {
            out.push(format!("{}{choice}{tail}", &template[..open]));
        }
    }
    Ok(out)
}

fn write_shapes(
    shapes: &Shapes,
    vocabulary: &Vocabulary,
    concepts: &Concepts,
    out: &mut String,
) -> Result<(), String> {
    let mut names = BTreeSet::new();
    let _ = writeln!(
        out,
        "/// The shapes, the more particular ones first.\npub(crate) static SHAPES: &[super::shape::Shape] = &["
    );
    for shape in &shapes.shape {
        if !names.insert(&shape.name) {
            return Err(format!("shapes.toml: two shapes named {}", shape.name));
        }
        if shape.test.is_empty() {
            return Err(format!("shapes.toml: {}: no test sentence", shape.name));
        }
        match &shape.r#for {
            None => write_shape(shape, &shape.name, None, shapes, concepts, out)?,
            Some(class) => {
                let members = vocabulary
                    .concept
                    .iter()
                    .filter(|concept| concept.class.as_ref() == Some(class));
                for member in members {
                    write_shape(
                        shape,
                        &format!("{}:{}", shape.name, member.name),
                        Some(member),
                        shapes,
                        concepts,
                        out,
                    )?;
                }
            }
        }
    }
    out.push_str("];\n");
    let _ = writeln!(
        out,
        "/// The test sentences of the shapes: shape, sentence, values.\n#[cfg(test)]\npub(crate) static TESTS: &[(&str, &str, &str)] = &["
    );
    for shape in &shapes.shape {
        for (sentence, values) in &shape.test {
            let _ = writeln!(out, "    ({:?}, {sentence:?}, {values:?}),", shape.name);
        }
    }
    let _ = writeln!(
        out,
        "];\n/// Sentences that a shape must not read: shape, sentence.\n#[cfg(test)]\npub(crate) static SILENT: &[(&str, &str)] = &["
    );
    for shape in &shapes.shape {
        for sentence in &shape.silent {
            let _ = writeln!(out, "    ({:?}, {sentence:?}),", shape.name);
        }
    }
    out.push_str("];\n");
    Ok(())
}

fn write_shape(
    shape: &Shape,
    name: &str,
    member: Option<&Concept>,
    shapes: &Shapes,
    concepts: &Concepts,
    out: &mut String,
) -> Result<(), String> {
    let fail = |message: String| format!("shapes.toml: {}: {message}", shape.name);
    let own = |text: &str| match member {
        Some(member) => text.replace('$', &member.name),
        None => text.to_owned(),
    };
    let side = |text: &str, backwards: bool| -> Result<String, String> {
        let pattern = Pattern::parse(&own(text), &shapes.r#macro).map_err(&fail)?;
        let pattern = if backwards {
            pattern.reversed()
        } else {
            pattern
        };
        let automaton = Automaton::new(&pattern, &|name| concepts.id(name)).map_err(&fail)?;
        Ok(automaton.to_string())
    };
    let at = own(&shape.at);
    let at = concepts
        .id(&at)
        .ok_or_else(|| fail(format!("no concept {at}")))?;
    let kind = builtin::KINDS
        .iter()
        .find(|(text, _)| *text == shape.kind)
        .ok_or_else(|| fail(format!("no kind {}", shape.kind)))?
        .1;
    let relation = builtin::RELATIONS
        .iter()
        .find(|(text, _)| *text == shape.relation)
        .ok_or_else(|| fail(format!("no relation {}", shape.relation)))?
        .1;
    let reads = match (
        &shape.reads,
        member.and_then(|member| member.reads.as_ref()),
    ) {
        // Each reading of the shape with each one of the member.
        (Some(reads), Some(members)) => {
            let one = |member: &str| reads.replace('$', member.trim());
            members.split('|').map(one).collect::<Vec<_>>().join(" | ")
        }
        (Some(reads), None) => reads.clone(),
        (None, Some(members)) => members.clone(),
        (None, None) => return Err(fail("no cells to read".to_owned())),
    };
    let reads = readings(&reads).map_err(&fail)?;
    let mut topics = 0_u8;
    for topic in &shape.topic {
        let at = builtin::TOPICS
            .iter()
            .position(|known| known == topic)
            .ok_or_else(|| fail(format!("no topic {topic}")))?;
        topics |= 1 << at;
    }
    let _ = writeln!(
        out,
        "    super::shape::Shape {{ name: {name:?}, kind: crate::claims::Kind::{kind}, at: {at}, before: {}, after: {}, reads: {reads}, relation: crate::claims::Relation::{relation}, topics: {topics}, unless: {}, unless_after: {}, unless_sentence: {}, needs: {}, not_measured_in: &{:?}, part: {}, any_year: {}, any_scope: {}, also: {}, soft: {}, together: {} }},",
        side(&shape.before, true)?,
        side(&shape.after, false)?,
        concepts.bits(&shape.unless, &shape.name)?,
        concepts.bits(&shape.unless_after, &shape.name)?,
        concepts.bits(&shape.unless_sentence, &shape.name)?,
        concepts.bits(&shape.needs, &shape.name)?,
        shape.not_measured_in,
        shape.part,
        shape.any_year,
        shape.any_scope,
        shape.also,
        shape.soft,
        shape.together,
    );
    Ok(())
}

/// The readings of a text: `t3.new_requests.total + t3.carried_in.total | …`.
fn readings(text: &str) -> Result<String, String> {
    let mut out = String::from("&[");
    for reading in text.split('|') {
        out.push_str("&[");
        let mut minus = false;
        for part in reading.split_whitespace() {
            match part {
                "+" => minus = false,
                "-" => minus = true,
                cell => {
                    // `t3.denied.*.total`: a row may be a group of rows.
                    let parts = cell.split_once('.').and_then(|(table, rest)| {
                        let (row, column) = rest.rsplit_once('.')?;
                        Some((table, row, column))
                    });
                    let Some((table, row, column)) = parts else {
                        return Err(format!("{cell} is not table.row.column"));
                    };
                    let table = match table {
                        "t2" => "Proactive",
                        "t3" => "Requests",
                        "t4" => "Disputes",
                        _ => return Err(format!("no table {table}")),
                    };
                    let _ = write!(
                        out,
                        "super::shape::Cells {{ table: nianbao_core::form::TableId::{table}, row: {row:?}, column: {column:?}, minus: {minus} }},"
                    );
                }
            }
        }
        out.push_str("],");
    }
    out.push(']');
    Ok(out)
}
