//! Names that are hard for a generator: every identifier that occurs in what it writes, in the macros of the runtime, in
//! Rust's prelude, and Rust's keywords.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use oasmith::file::File;
use proc_macro2::{TokenStream, TokenTree};

use crate::fuzz::generated;
use crate::scratch::{files_below, runtime_folder};

/// What Rust brings into scope by itself, and macros that generated code may use.
const PRELUDE: &str = "AsFn AsMut AsRef AsyncFn AsyncFnMut AsyncFnOnce Box Clone Copy Debug Default DoubleEndedIterator Drop Eq \
    Err ExactSizeIterator Extend Fn FnMut FnOnce From FromIterator Future Hash Into IntoFuture IntoIterator Iterator None Ok \
    Option Ord PartialEq PartialOrd Result Send Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin Vec \
    align_of assert bool cfg char column compile_error concat core alloc std dbg debug_assert derive drop env eprintln f32 f64 \
    file format global_allocator i128 i16 i32 i64 i8 include isize line main matches module_path option_env panic print println \
    serde size_of str stringify test test_case todo tokio tracing u128 u16 u32 u64 u8 unimplemented unreachable usize vec write \
    writeln";

/// Words that Rust keeps for itself, now or some day, in any edition.
const KEYWORDS: &str = "abstract as async auto await become box break const continue crate default do dyn else enum extern false \
    final fn for gen if impl in let loop macro macro_rules match mod move mut override priv pub raw ref return safe self Self static \
    struct super trait true try type typeof union unsafe unsized use virtual where while yield 'static r#type _ __";

/// The document in which everything occurs that generated code can import.
pub fn sink() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("names/sink.yaml")
}

/// All hard names. Of several that are one word in different cases only one is there.
pub fn hard_names() -> Vec<String> {
    let made = generated(&sink()).files.expect("the document is in order");
    let mut names: BTreeSet<String> = ('A'..='Z').map(String::from).collect();
    for list in [PRELUDE, KEYWORDS] {
        names.extend(list.split_whitespace().map(str::to_owned));
    }
    let tokens = |text: &str| text.parse::<TokenStream>().expect("our files are Rust");
    for File { path: _, text } in made.iter().filter(|file| file.path.ends_with(".rs")) {
        collect(tokens(text), &mut names);
    }
    for path in files_below(&runtime_folder().join("src")) {
        let text = fs::read_to_string(path).expect("the runtime can be read");
        macros(tokens(&text))
            .into_iter()
            .for_each(|body| collect(body, &mut names));
    }
    let word = |name: &str| name.replace('_', "").to_ascii_lowercase();
    let own = |name: &str| word(name).starts_with("sink");
    let distinct: BTreeMap<String, String> = names.into_iter().map(|name| (word(&name), name)).collect();
    distinct.into_values().filter(|name| !own(name)).collect()
}

/// The bodies of the macros that tokens define.
fn macros(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_macro = |window: &&[TokenTree]| matches!(&window[0], TokenTree::Ident(word) if word == "macro_rules");
    let bodies = tokens
        .windows(4)
        .filter(is_macro)
        .filter_map(|window| match &window[3] {
            TokenTree::Group(body) => Some(body.stream()),
            _ => None,
        });
    bodies.collect()
}

fn collect(tokens: TokenStream, into: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => drop(into.insert(word.to_string())),
            TokenTree::Group(group) => collect(group.stream(), into),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
