//! How long files and functions are.

use crate::sources::files;

#[test]
fn files_and_functions_are_short() {
    let files = files();
    let lengths = files.iter().map(|(_, text)| text.lines().count()).collect();
    let functions: Vec<usize> = files.iter().flat_map(|(_, text)| function_lengths(text)).collect();
    assert!(functions.len() > 200, "the functions were found");
    let (file, function) = (nine_tenths(lengths), nine_tenths(functions));
    assert!(file <= 400, "nine files of ten have at most 400 lines; now {file}");
    assert!(
        function <= 40,
        "nine functions of ten have at most 40 lines; now {function}"
    );
}

/// The value that nine tenths do not exceed.
fn nine_tenths(mut lengths: Vec<usize>) -> usize {
    lengths.sort_unstable();
    lengths[lengths.len() * 9 / 10]
}

/// Lines of each function, in text as rustfmt prints it: from `fn` to the brace below its first letter.
fn function_lengths(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| {
        let code = line.trim_start();
        let code = ["pub(super) ", "pub(crate) ", "pub ", "const "]
            .iter()
            .fold(code, |code, word| code.strip_prefix(word).unwrap_or(code));
        code.starts_with("fn ")
    });
    starts
        .filter_map(|(start, line)| {
            if line.ends_with('}') {
                return Some(1);
            }
            let indent = line.len() - line.trim_start().len();
            let close = format!("{}}}", " ".repeat(indent));
            lines[start..]
                .iter()
                .position(|line| *line == close)
                .map(|length| length + 1)
        })
        .collect()
}
