//! temp
use oasmith::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let root: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&a[1]).unwrap()).unwrap();
    let document = spec::Document {
        root,
        sources: vec![],
        origins: Default::default(),
    };
    let config = config::Config {
        crate_name: a[3].clone(),
        version: "0.1.0".into(),
        request_id_header: Some("x-request-id".into()),
        ..Default::default()
    };
    let templates = config::Templates {
        root: None,
        layers: a.get(4).cloned().into_iter().collect(),
    };
    let mut diags = diag::Diagnostics::default();
    let out = generate(document, &config, &templates, &mut diags);
    for d in diags.iter() {
        eprintln!("{:?} {} {:?}: {}", d.severity, d.code, d.place, d.message);
    }
    let Some(out) = out else { std::process::exit(1) };
    for f in out.files {
        let p = std::path::Path::new(&a[2]).join(&f.path);
        std::fs::create_dir_all(p.parent().unwrap()).unwrap();
        std::fs::write(p, f.text).unwrap();
    }
}
