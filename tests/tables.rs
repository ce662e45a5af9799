//! Holds docs/tables.md to the tables. `GRIOT_WRITE_DOCS=1 cargo test --test tables` writes it anew.

use griot::sink::{columns, markdown};
use std::{env, fs};

const FILE: &str = "docs/tables.md";
const MARK: &str = "<!-- From here on written by tests/tables.rs from src/sink/columns.rs. -->\n";

#[test]
fn the_documentation_says_what_the_tables_hold() {
    let text = fs::read_to_string(FILE).unwrap();
    let (prose, written) = text.split_once(MARK).unwrap();
    let wanted = markdown(&columns::schemas());
    if env::var_os("GRIOT_WRITE_DOCS").is_some() {
        fs::write(FILE, format!("{prose}{MARK}{wanted}")).unwrap();
    } else {
        assert_eq!(written, wanted, "write it anew: GRIOT_WRITE_DOCS=1 cargo test --test tables");
    }
}
