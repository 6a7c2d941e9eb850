//! Shapes: which attribute of an instance is in which slot. Instances that got the same attributes in the same order
//! share a shape, so an attribute instruction can remember the slot.

use super::sym::{Sym, SymMap};

/// Instances with more attributes than this keep them in a dict.
pub const MAX_SHAPE: usize = 128;

/// One shape. Every class has a root of its own, so a shape also tells the class.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    keys: SymMap<u32>,
    /// Slots before the first attribute: hidden ones.
    hidden: u32,
    transitions: SymMap<u32>,
}

/// The table of shapes of one simulated process.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    shapes: Vec<Shape>,
}

impl Shapes {
    /// A new root with `hidden` slots before the attributes.
    pub fn root(&mut self, hidden: u32) -> u32 {
        self.shapes.push(Shape { hidden, ..Shape::default() });
        self.shapes.len() as u32 - 1
    }

    /// The slot of an attribute.
    pub fn slot(&self, shape: u32, name: Sym) -> Option<usize> {
        self.shapes.get(shape as usize)?.keys.get(&name).map(|&i| i as usize)
    }

    /// The shape after adding an attribute, or `None` if there are too many.
    pub fn with(&mut self, shape: u32, name: Sym) -> Option<u32> {
        let from = self.shapes.get(shape as usize)?;
        if let Some(&next) = from.transitions.get(&name) {
            return Some(next);
        }
        if from.keys.len() >= MAX_SHAPE || from.transitions.len() >= MAX_SHAPE {
            return None;
        }
        let mut next = Shape { keys: from.keys.clone(), hidden: from.hidden, transitions: SymMap::default() };
        next.keys.insert(name, from.hidden + from.keys.len() as u32);
        let id = self.shapes.len() as u32;
        self.shapes.push(next);
        self.shapes[shape as usize].transitions.insert(name, id);
        Some(id)
    }

    /// Names and slots in the order they were added.
    pub fn keys(&self, shape: u32) -> impl Iterator<Item = (Sym, usize)> + '_ {
        self.shapes.get(shape as usize).into_iter().flat_map(|s| s.keys.iter().map(|(&n, &i)| (n, i as usize)))
    }

    /// Number of hidden slots.
    pub fn hidden(&self, shape: u32) -> usize {
        self.shapes.get(shape as usize).map_or(0, |s| s.hidden as usize)
    }
}
