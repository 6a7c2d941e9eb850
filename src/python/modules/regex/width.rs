//! How much text a part of a pattern takes: look-behinds must know.

use super::run::Inst;

/// How many characters the instructions match, if that is always the same number.
pub fn width(insts: &[Inst], mut at: usize, end: usize) -> Option<usize> {
    let mut sum = 0;
    while at < end {
        match &insts[at] {
            Inst::Char(_) | Inst::Fold(..) | Inst::Any | Inst::AnyButNewline | Inst::Class(_) => sum += 1,
            // The first alternative ends with a jump over the others.
            Inst::Split(first, second) if *first == at + 1 && *second > at => {
                let Inst::Jump(over) = insts.get(*second - 1)? else { return None };
                if *over < *second {
                    return None;
                }
                let (a, b) = (width(insts, at + 1, *second - 1)?, width(insts, *second, *over)?);
                if a != b {
                    return None;
                }
                sum += a;
                at = *over;
                continue;
            }
            Inst::Split(..) | Inst::Jump(_) | Inst::Back(..) => return None,
            Inst::Ahead { end, .. } | Inst::Behind { end, .. } => {
                at = *end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    Some(sum)
}
