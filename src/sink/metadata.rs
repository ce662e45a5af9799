//! What is said of the tables: `csv-metadata.json` (CSV on the Web) for programs, docs/tables.md for people.

use super::{Format, table::Schema};
use serde_json::{Value, json};
use std::fmt::Write;

/// The metadata of tables that stand beside it, as CSV on the Web wants it.
///
/// Source: Metadata Vocabulary for Tabular Data, W3C Recommendation, 17 December 2015.
pub fn csvw(schemas: &[Schema], format: Format) -> Value {
    let url = |table: &str| format!("{table}.{}", format.extension());
    let column = |&(name, datatype, about): &(&str, super::cell::Datatype, &str)| {
        json!({
            "name": name,
            "titles": name,
            "dc:description": about,
            "datatype": datatype.as_str(),
            "null": "",
        })
    };
    let has = |schema: &Schema, columns: &[&str]| {
        columns.iter().all(|name| schema.columns.iter().any(|(own, ..)| own == name))
    };
    let table = |schema: &Schema| {
        // A link holds where the columns at both ends are written.
        let links: Vec<_> = schema
            .links
            .iter()
            .filter(|link| !link.optional && has(schema, link.columns))
            .filter(|link| schemas.iter().any(|other| other.name == link.table && has(other, link.to)))
            .map(|link| {
                json!({
                    "columnReference": link.columns,
                    "reference": { "resource": url(link.table), "columnReference": link.to },
                })
            })
            .collect();
        let mut shape = json!({ "columns": schema.columns.iter().map(column).collect::<Vec<_>>() });
        if !schema.key.is_empty() {
            shape["primaryKey"] = json!(schema.key);
        }
        if !links.is_empty() {
            shape["foreignKeys"] = json!(links);
        }
        json!({ "url": url(schema.name), "dc:description": schema.about, "tableSchema": shape })
    };
    let delimiter = char::from(format.delimiter().unwrap_or(b','));
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dialect": { "delimiter": delimiter.to_string(), "encoding": "utf-8", "header": true, "quoteChar": "\"" },
        "tables": schemas.iter().map(table).collect::<Vec<_>>(),
    })
}

/// The tables as docs/tables.md describes them.
pub fn markdown(schemas: &[Schema]) -> String {
    let mut out = String::new();
    for schema in schemas {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n## {}\n\n{}\n\n", schema.name, schema.about);
        if !schema.key.is_empty() {
            let _ = writeln!(out, "- Key: `{}`.", schema.key.join("`, `"));
        }
        for link in schema.links {
            let (from, to) = (link.columns.join("`, `"), link.to.join("`, `"));
            let may = if link.optional { ", where it is not empty" } else { "" };
            let _ = writeln!(out, "- `{from}` → {} (`{to}`){may}.", link.table);
        }
        out.push_str("\n| column | type | holds |\n|---|---|---|\n");
        for (name, datatype, about) in &schema.columns {
            let _ = writeln!(out, "| `{name}` | {} | {about} |", datatype.as_str());
        }
    }
    out
}
