//! From a place in what a template made to the place in the template: found by filling the template once more, with a mark
//! before each piece of its text and each hole. Used only for messages.

use std::ops::Range;

use minijinja::machinery::{Token, tokenize};

use super::engine::Engine;
use super::subject::Subject;
use crate::dress::syntax::syntax;

/// The first of the characters that stand for a place; they are in a plane for private use.
const FIRST: u32 = 0xF_0000;
/// How many there are.
const MOST: u32 = 0xFFF0;

/// A piece of the template.
struct Piece {
    /// Its bytes.
    at: Range<usize>,
    /// Whether it goes out as it is.
    is_text: bool,
}

/// The bytes of the template that made some bytes of the outcome; `None` if that cannot be told.
pub(super) fn origin(
    engine: &Engine<'_>,
    template: &str,
    subject: &Subject<'_>,
    made: &str,
    at: &Range<usize>,
) -> Option<Range<usize>> {
    let pieces = pieces(template)?;
    let marked = engine.fill_other(&mark(template, &pieces)?, subject)?;
    let (mut plain, mut marks) = (String::new(), Vec::new());
    for letter in marked.chars() {
        match u32::from(letter).checked_sub(FIRST).filter(|index| *index < MOST) {
            Some(index) => marks.push((plain.len(), index as usize)),
            None => plain.push(letter),
        }
    }
    let lead = plain.find(made.trim_end())?;
    // Something looked at what was marked and made something else of it.
    if !plain[..lead].trim().is_empty() || plain[lead..].trim_end() != made.trim_end() {
        return None;
    }
    let begin = at.start + lead;
    let (start, index) = marks.into_iter().rfind(|(start, _)| *start <= begin)?;
    let piece = pieces.get(index)?;
    let inside = piece.at.start + (begin - start);
    Some(match piece.is_text && inside < piece.at.end {
        true => inside..piece.at.end.min(inside + at.len()),
        false if piece.is_text => piece.at.end..piece.at.end,
        false => piece.at.clone(),
    })
}

/// The texts and holes of a template.
fn pieces(template: &str) -> Option<Vec<Piece>> {
    let mut out: Vec<Piece> = Vec::new();
    let mut hole = None;
    for token in tokenize(template, false, syntax()) {
        let (token, span) = token.ok()?;
        match token {
            Token::TemplateData(text) => {
                // Where the text itself begins: whitespace that blocks take away is not part of it.
                let start = (text.as_ptr() as usize).checked_sub(template.as_ptr() as usize)?;
                out.push(Piece {
                    at: start..start + text.len(),
                    is_text: true,
                });
            }
            Token::VariableStart => hole = Some(span.start_offset as usize),
            Token::VariableEnd => out.push(Piece {
                at: hole.take()?..span.end_offset as usize,
                is_text: false,
            }),
            _ => {}
        }
    }
    (out.len() < MOST as usize).then_some(out)
}

/// The template with a mark before each piece.
fn mark(template: &str, pieces: &[Piece]) -> Option<String> {
    let (mut out, mut done) = (String::new(), 0);
    for (index, piece) in pieces.iter().enumerate() {
        out.push_str(template.get(done..piece.at.start)?);
        out.push(char::from_u32(FIRST + u32::try_from(index).ok()?)?);
        done = piece.at.start;
    }
    out.push_str(template.get(done..)?);
    Some(out)
}
