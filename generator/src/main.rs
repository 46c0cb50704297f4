//! temp
use oasmith::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let t = std::fs::read_to_string(&a[1]).unwrap();
    let config = config::Config::read(&t).unwrap();
    let dir = std::path::Path::new(&a[1]).parent().unwrap();
    let mut diags = diag::Diagnostics::default();
    let inputs = load::Inputs {
        documents: config.documents.iter().map(|p| dir.join(p)).collect(),
        overlays: config.overlays.iter().map(|p| dir.join(p)).collect(),
    };
    let document = load::load(&inputs, &mut diags);
    let templates = config::Templates {
        root: None,
        layers: config.layers.clone(),
    };
    let out = document.and_then(|d| generate(d, &config, &templates, &mut diags));
    for d in diags.iter() {
        eprintln!("{:?} {} {:?}: {}", d.severity, d.code, d.place, d.message);
    }
    let Some(out) = out else { std::process::exit(1) };
    println!("{:?}", write::write(std::path::Path::new(&a[2]), &out.files));
}
