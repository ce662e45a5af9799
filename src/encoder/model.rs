//! The file of an encoder: what `train/export.py` writes, used where it lies.
//!
//! ```text
//! "griot encoder 1\n"      16 bytes
//! length of the header     8 bytes, little-endian, as all that follows
//! header                   JSON: sizes, classes, where each tensor lies; padded to 64 bytes
//! tensors                  each at a multiple of 64 bytes from the first
//! ```
//!
//! Tables of words hold activations (7 bits, 64 stands for zero), and products are laid out as `kernel` reads them.

use super::{
    kernel::{BLOCKS, LANES, Product, Units},
    layer::Norm,
    lemma::Script,
    word::AFFIXES,
};
use crate::{
    error::{EncoderFault, Error, Place, Result},
    model::{Features, Relation, Upos},
};
use serde::Deserialize;
use std::collections::HashMap;

/// The first bytes of such a file.
const MAGIC: &[u8] = b"griot encoder 1\n";
const ALIGN: usize = 64;
/// Bits of a key below its beginning, by which it is looked up: some two dozen of a hundred thousand keys share one.
const BEGINNING: u32 = 20;

/// An encoder that has been read.
#[derive(Debug)]
pub(super) struct Model {
    /// Numbers in a row.
    pub width: usize,
    pub forms: Table,
    pub affixes: Affixes,
    pub vectors: Table,
    pub input: Product,
    pub input_norm: Norm,
    pub convolution: Convolution,
    pub recurrent: Vec<Recurrent>,
    /// How many recurrent layers the tags wait for.
    pub tag_layer: usize,
    /// Tags, side by side.
    pub tags: Product,
    pub upos: Section,
    pub xpos: Section,
    pub features: Section,
    pub lemma: Section,
    /// Names and the ends of arcs, side by side.
    pub top: Product,
    /// One over the step of what `top` reads.
    pub top_inverse: f32,
    pub names: Section,
    pub arc_head: Section,
    pub arc_dependent: Section,
    pub distance: Section,
    pub head_bias: Section,
    pub label_head: Section,
    pub label_dependent: Section,
    /// A row for each distance.
    pub label_distance: Vec<f32>,
    pub labels: Product,
    pub labels_inverse: f32,
    pub classes: Classes,
}

/// What the classes of each head stand for.
#[derive(Debug)]
pub(super) struct Classes {
    pub upos: Vec<Upos>,
    pub xpos: Vec<String>,
    pub features: Vec<Features>,
    pub lemma: Vec<Script>,
    pub relations: Vec<Relation>,
    /// Which of `relations` is the root's.
    pub root: usize,
    /// Which are those of an oblique, of its preposition, and of an object.
    pub led: [Option<usize>; 3],
    pub names: Vec<String>,
}

/// A layer that sees the row before and the row after: what each row gives to the three, as whole numbers, is known of its form alone.
#[derive(Debug)]
pub(super) struct Convolution {
    /// What a row gives to the row after it, to itself, and to the row before it.
    pub parts: Product,
    /// One over the step of what it reads.
    pub inverse: f32,
    /// What one unit of a sum is worth.
    pub scales: Vec<f32>,
    /// What is added to each output.
    pub biases: Vec<f32>,
    /// What follows it.
    pub norm: Norm,
}

/// A layer that reads activations of this step.
#[derive(Debug)]
pub(super) struct Layer {
    pub product: Product,
    /// One over the step of what it reads.
    pub inverse: f32,
    /// What follows it.
    pub norm: Norm,
}

/// A recurrent layer.
#[derive(Debug)]
pub(super) struct Recurrent {
    pub gates: Product,
    /// One over the step of what the gates read.
    pub inverse: f32,
    /// What is made of what the gates let through.
    pub out: Layer,
}

/// Where a head's numbers lie in a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub start: usize,
    pub len: usize,
}

impl Section {
    /// The head's numbers.
    #[inline(always)]
    pub fn of(self, row: &[f32]) -> &[f32] {
        &row[self.start..self.start + self.len]
    }

    /// The head's numbers and those that fill up the last block, which are far below any other.
    #[inline(always)]
    pub fn blocks_of(self, row: &[f32]) -> &[f32] {
        &row[self.start..self.start + self.len.next_multiple_of(LANES)]
    }
}

/// Rows of words, found by their keys.
#[derive(Debug)]
pub(super) struct Table {
    /// The upper halves of the keys, in order.
    keys: Vec<u32>,
    /// Where the keys of each beginning begin, and where the last end.
    starts: Vec<u32>,
    rows: &'static [u8],
    width: usize,
    /// Rows that stand before those with keys.
    reserved: usize,
}

impl Table {
    /// The row of a word, if it is known.
    pub fn find(&self, key: u64) -> Option<&'static [u8]> {
        let key = (key >> 32) as u32;
        let beginning = (key >> BEGINNING) as usize;
        let (from, to) = (self.starts[beginning] as usize, self.starts[beginning + 1] as usize);
        Some(
            self.row(self.reserved + from + self.keys.get(from..to)?.iter().position(|&there| there == key)?),
        )
    }

    /// The n-th row.
    pub fn row(&self, nth: usize) -> &'static [u8] {
        &self.rows[nth * self.width..][..self.width]
    }
}

/// Rows of affixes, found by hashing.
#[derive(Debug)]
pub(super) struct Affixes {
    rows: &'static [u8],
    pub width: usize,
    sizes: [usize; AFFIXES],
}

impl Affixes {
    /// The rows of a word's affixes; `None` for the root, which has none.
    pub fn rows(&self, keys: Option<&[u64; AFFIXES]>) -> [&'static [u8]; AFFIXES] {
        let mut offset = 0;
        std::array::from_fn(|nth| {
            let row = keys.map_or(0, |keys| offset + 1 + (keys[nth] % (self.sizes[nth] as u64 - 1)) as usize);
            offset += self.sizes[nth];
            &self.rows[row * self.width..][..self.width]
        })
    }
}

#[derive(Deserialize)]
struct Header {
    width: usize,
    form: usize,
    affix: usize,
    arc: usize,
    label: usize,
    layers: usize,
    tag_layer: usize,
    affix_rows: [usize; AFFIXES],
    steps: HashMap<String, f32>,
    classes: HashMap<String, Vec<String>>,
    tags: HashMap<String, [usize; 2]>,
    top: HashMap<String, [usize; 2]>,
    tensors: HashMap<String, Tensor>,
}

#[derive(Deserialize)]
struct Tensor {
    at: usize,
    #[serde(rename = "type")]
    kind: String,
    shape: Vec<usize>,
}

struct Reader {
    header: Header,
    tensors: &'static [u8],
}

impl Model {
    /// One over the step of what is read of the rows after so many recurrent layers.
    pub fn inverse_after(&self, layers: usize) -> f32 {
        self.recurrent.get(layers).map_or(self.top_inverse, |next| next.inverse)
    }

    /// Reads an encoder.
    ///
    /// # Errors
    /// Where the file is of another version, or was damaged.
    pub fn read(file: &'static [u8]) -> Result<Self> {
        Self::parse(file).map_err(|fault| Error::at(Place::NOWHERE, fault))
    }

    fn parse(file: &'static [u8]) -> std::result::Result<Self, EncoderFault> {
        let rest = file.strip_prefix(MAGIC).ok_or(EncoderFault::NotAnEncoder)?;
        let (length, rest) = rest.split_first_chunk::<8>().ok_or(EncoderFault::NotAnEncoder)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let header = rest.get(..length).ok_or(EncoderFault::NotAnEncoder)?;
        let header: Header =
            serde_json::from_slice(header).map_err(|error| EncoderFault::Header(error.to_string()))?;
        let start = (MAGIC.len() + 8 + length).next_multiple_of(ALIGN);
        Reader { header, tensors: file.get(start..).unwrap_or(&[]) }.model()
    }
}

type Read<T> = std::result::Result<T, EncoderFault>;

impl Reader {
    fn model(&self) -> Read<Model> {
        let Header { width, form, affix, arc, label, layers, tag_layer, .. } = self.header;
        if !width.is_multiple_of(2 * LANES) || !arc.is_multiple_of(LANES) || !label.is_multiple_of(LANES) {
            return Err(EncoderFault::Header("a width is no multiple of the lanes".into()));
        }
        let forms = self.table("forms", form, 3)?;
        let vectors = self.table("vectors", self.shape("vectors")?.1, 1)?;
        let sizes = self.header.affix_rows;
        let rows = self.bytes("affixes", sizes.iter().sum::<usize>() * affix)?;
        let input = (form + AFFIXES * affix + vectors.width).next_multiple_of(4);
        let mut recurrent = Vec::new();
        for nth in 1..layers {
            let (gates, out) = (format!("layer.{nth}.gates"), format!("layer.{nth}.out"));
            recurrent.push(Recurrent {
                gates: self.product(&gates, width, 3 * width)?,
                inverse: self.inverse(&format!("hidden.{nth}"))?,
                out: Layer {
                    product: self.product(&out, width, width)?,
                    inverse: self.inverse(&format!("gated.{nth}"))?,
                    norm: self.norm(&format!("layer.{nth}"))?,
                },
            });
        }
        if layers == 0 || tag_layer >= layers {
            return Err(EncoderFault::Header("tag_layer names no layer".into()));
        }
        let (tags, top) = (self.product("tags", width, 0)?, self.product("top", width, 0)?);
        let tag = |name: &str| section(&self.header.tags, name, tags.outputs, self.classes(name)?.len());
        let end = |name: &str, len: usize| section(&self.header.top, name, top.outputs, len);
        let names = self.classes("name")?.to_vec();
        Ok(Model {
            width,
            forms,
            affixes: Affixes { rows, width: affix, sizes },
            vectors,
            input: self.product("input", input, width)?,
            input_norm: self.norm("input")?,
            convolution: self.convolution("layer.0", width)?,
            recurrent,
            tag_layer,
            upos: tag("upos")?,
            xpos: tag("xpos")?,
            features: tag("feats")?,
            lemma: tag("lemma")?,
            tags,
            top_inverse: self.inverse("top")?,
            names: end("names", names.len())?,
            arc_head: end("arc_head", arc)?,
            arc_dependent: end("arc_dep", arc)?,
            distance: end("distance", 2 * super::network::FAR + 1)?,
            head_bias: end("head_bias", 1)?,
            label_head: end("label_head", label)?,
            label_dependent: end("label_dep", label)?,
            top,
            label_distance: self.floats("label_distance", (2 * super::network::FAR + 1) * label)?,
            labels: self.product("labels", label, 0)?,
            labels_inverse: self.inverse("ends")?,
            classes: self.all_classes(names)?,
        })
    }

    fn all_classes(&self, names: Vec<String>) -> Read<Classes> {
        let unknown = |class: &String| EncoderFault::Header(format!("nothing is known of the class {class}"));
        let relations = self.classes("deprel")?;
        let place = |relation: Relation| relations.iter().position(|name| name == relation.as_str());
        let root = place(Relation::Root);
        let read = |name: &String| Relation::parse(name).ok_or_else(|| unknown(name));
        let upos = self.classes("upos")?.iter().map(|name| Upos::parse(name).ok_or_else(|| unknown(name)));
        let lemma =
            self.classes("lemma")?.iter().map(|name| Script::parse(name).ok_or_else(|| unknown(name)));
        Ok(Classes {
            upos: upos.collect::<Read<_>>()?,
            xpos: self.classes("xpos")?.to_vec(),
            features: self.classes("feats")?.iter().map(|name| Features::parse(name)).collect(),
            lemma: lemma.collect::<Read<_>>()?,
            relations: relations.iter().map(read).collect::<Read<_>>()?,
            led: [Relation::Obl, Relation::Case, Relation::Obj].map(place),
            root: root.ok_or_else(|| EncoderFault::Header("no relation is the root's".into()))?,
            names,
        })
    }

    fn classes(&self, name: &str) -> Read<&[String]> {
        let classes = self.header.classes.get(name).map(Vec::as_slice).unwrap_or(&[]);
        if classes.is_empty() || classes.len() > 256 {
            return Err(EncoderFault::Header(format!("{} classes of {name}", classes.len())));
        }
        Ok(classes)
    }

    fn inverse(&self, name: &str) -> Read<f32> {
        let step = self.header.steps.get(name).filter(|step| step.is_normal());
        Ok(1.0 / step.ok_or_else(|| EncoderFault::Header(format!("no step of {name}")))?)
    }

    /// Rows of a tensor, and the length of one.
    fn shape(&self, name: &str) -> Read<(usize, usize)> {
        match self.header.tensors.get(name).map(|tensor| tensor.shape.as_slice()) {
            Some(&[rows, width]) => Ok((rows, width)),
            Some(&[rows]) => Ok((rows, 1)),
            _ => Err(EncoderFault::Tensor(name.into())),
        }
    }

    /// The bytes of a tensor that takes up so many.
    fn bytes(&self, name: &str, length: usize) -> Read<&'static [u8]> {
        let wrong = || EncoderFault::Tensor(name.to_owned());
        let tensor = self.header.tensors.get(name).ok_or_else(wrong)?;
        let size = match tensor.kind.as_str() {
            "int8" | "uint8" => 1,
            "int32" | "uint32" | "float32" => 4,
            _ => return Err(wrong()),
        };
        let end =
            tensor.at.checked_add(length).filter(|_| tensor.shape.iter().product::<usize>() * size == length);
        self.tensors.get(tensor.at..end.ok_or_else(wrong)?).ok_or_else(wrong)
    }

    fn words<T>(&self, name: &str, count: usize, read: impl Fn([u8; 4]) -> T) -> Read<Vec<T>> {
        Ok(self.bytes(name, count * 4)?.as_chunks::<4>().0.iter().map(|&bytes| read(bytes)).collect())
    }

    fn floats(&self, name: &str, count: usize) -> Read<Vec<f32>> {
        self.words(name, count, f32::from_le_bytes)
    }

    fn norm(&self, name: &str) -> Read<Norm> {
        let part = |part: &str| self.floats(&format!("{name}.norm.{part}"), self.header.width);
        Ok(Norm { weight: part("weight")?, bias: part("bias")? })
    }

    /// A product of so many inputs, and of at least so many outputs.
    fn product(&self, name: &str, inputs: usize, outputs: usize) -> Read<Product> {
        let wrong = || EncoderFault::Tensor(name.to_owned());
        let units = self.units(name)?;
        let there = units.offsets.len();
        let weights = self.bytes(&format!("{name}.weights"), inputs * there)?;
        let product = Product::new(inputs, weights.into(), units).ok_or_else(wrong)?;
        let fits = outputs == 0 || there == outputs.next_multiple_of(LANES * BLOCKS);
        if fits { Ok(product) } else { Err(wrong()) }
    }

    fn units(&self, name: &str) -> Read<Units> {
        let part = |part: &str| format!("{name}.{part}");
        let (outputs, _) = self.shape(&part("offsets"))?;
        Ok(Units {
            offsets: self.words(&part("offsets"), outputs, i32::from_le_bytes)?,
            scales: self.floats(&part("scales"), outputs)?,
            biases: self.floats(&part("biases"), outputs)?,
        })
    }

    /// A product of three rows of inputs, as three products of one. Of the rows before and after, nothing comes where they are zeros.
    fn convolution(&self, name: &str, width: usize) -> Read<Convolution> {
        let linear = format!("{name}.linear");
        let wrong = || EncoderFault::Tensor(linear.clone());
        let Units { offsets: whole, scales, biases } = self.units(&linear)?;
        let weights = self.bytes(&format!("{linear}.weights"), 3 * width * width)?;
        let mut parts = Vec::with_capacity(weights.len());
        for part in 0..3 {
            for block in weights.chunks_exact(3 * width * LANES) {
                parts.extend_from_slice(&block[part * width * LANES..][..width * LANES]);
            }
        }
        let mut offsets = vec![0; 3 * width];
        for (offsets, block) in offsets.chunks_exact_mut(LANES).zip(parts.chunks_exact(width * LANES)) {
            for step in block.chunks_exact(4 * LANES) {
                for (offset, weights) in offsets.iter_mut().zip(step.as_chunks::<4>().0) {
                    *offset -= 64 * weights.iter().map(|&weight| i32::from(weight as i8)).sum::<i32>();
                }
            }
        }
        for nth in 0..whole.len().min(width) {
            offsets[width + nth] =
                whole[nth].wrapping_sub(offsets[nth]).wrapping_sub(offsets[2 * width + nth]);
        }
        let units = Units { offsets, scales: vec![1.0; 3 * width], biases: vec![0.0; 3 * width] };
        let parts = Product::new(width, parts.into(), units).ok_or_else(wrong)?;
        if [whole.len(), scales.len(), biases.len()] != [width; 3] {
            return Err(wrong());
        }
        let (inverse, norm) = (self.inverse("hidden.0")?, self.norm(name)?);
        Ok(Convolution { parts, inverse, scales, biases, norm })
    }

    fn table(&self, name: &str, width: usize, reserved: usize) -> Read<Table> {
        let keys = format!("{name}.keys");
        let (count, _) = self.shape(&keys)?;
        let keys = self.words(&keys, count, u32::from_le_bytes)?;
        let beginnings = 0..=1u64 << (u32::BITS - BEGINNING);
        let starts =
            beginnings.map(|nth| keys.partition_point(|&key| u64::from(key) < nth << BEGINNING) as u32);
        Ok(Table {
            starts: starts.collect(),
            keys,
            rows: self.bytes(name, (count + reserved) * width)?,
            width,
            reserved,
        })
    }
}

fn section(
    sections: &HashMap<String, [usize; 2]>,
    name: &str,
    outputs: usize,
    wanted: usize,
) -> Read<Section> {
    let &[start, len] =
        sections.get(name).ok_or_else(|| EncoderFault::Header(format!("no section {name}")))?;
    let fits = start.is_multiple_of(LANES) && start + len.next_multiple_of(LANES) <= outputs && len == wanted;
    if fits {
        Ok(Section { start, len })
    } else {
        Err(EncoderFault::Header(format!("a section {name} that does not fit")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_encoder_is_refused() {
        let problem = |file: &'static [u8]| Model::read(file).unwrap_err().problem();
        assert_eq!(problem(b""), "this is no encoder of this version");
        assert_eq!(problem(b"griot encoder 9\n"), "this is no encoder of this version");
        assert_eq!(
            problem(b"griot encoder 1\n\xff\xff\xff\xff\xff\xff\xff\xff{}"),
            "this is no encoder of this version"
        );
        assert!(
            problem(b"griot encoder 1\n\x02\0\0\0\0\0\0\0{}")
                .starts_with("the header is malformed: missing field")
        );
    }
}
