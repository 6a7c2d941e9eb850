//! Digests for `hashlib`: MD5, SHA-1 and the SHA-2 family, of a whole message at once.

use crate::python::native::{Args, NativeDef, R};
use crate::python::object::Obj;
use crate::python::value::Value;
use crate::python::vm::Vm;
use std::sync::Arc;

/// For `hashlib`.
pub static NATIVES: &[NativeDef] = &[NativeDef::function("_digest", 2, 2, digest)];

/// `_digest(name, bytes)`: the digest, or None of an algorithm that is not known.
fn digest(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.str_native(args.get(0))?;
    let message = match vm.heap.payload(args.get(1)) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Bytes(b) => b.to_vec(),
            Obj::ByteArray(b) => b.clone(),
            _ => return Err(vm.type_error("object supporting the buffer API required")),
        },
        _ => return Err(vm.type_error("object supporting the buffer API required")),
    };
    let made = match &*name {
        "md5" => md5(&message),
        "sha1" => sha1(&message),
        "sha224" => sha2_of_words(&message, roots(2, 9).map(|x: u64| x as u32), 28),
        "sha256" => sha2_of_words(&message, roots(2, 1).map(|x: u64| (x >> 32) as u32), 32),
        "sha384" => sha2_of_longs(&message, roots(2, 9), 48),
        "sha512" => sha2_of_longs(&message, roots(2, 1), 64),
        _ => return Ok(Value::None),
    };
    Ok(Value::Obj(vm.heap.alloc(Obj::Bytes(Arc::from(made)))))
}

/// The message with its length behind it, in whole blocks.
fn padded(message: &[u8], block: usize, length: &[u8]) -> Vec<u8> {
    let mut all = message.to_vec();
    all.push(0x80);
    while !(all.len() + length.len()).is_multiple_of(block) {
        all.push(0);
    }
    all.extend_from_slice(length);
    all
}

fn bits(message: &[u8]) -> u64 {
    (message.len() as u64).wrapping_mul(8)
}

fn words(block: &[u8]) -> impl Iterator<Item = u32> + '_ {
    block.chunks_exact(4).map(|c| c.iter().fold(0, |w, &b| w << 8 | u32::from(b)))
}

/// The first 64 bits of the fraction of the square (2) or cube (3) roots of primes, from the `first` prime (counted from 1).
fn roots<const N: usize>(power: u32, first: usize) -> [u64; N] {
    let mut found = [0; N];
    let primes = (2u64..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0));
    for (place, prime) in found.iter_mut().zip(primes.skip(first - 1)) {
        *place = fraction(prime, power);
    }
    found
}

/// The largest x below 2^68 with x^power <= prime * 2^(64 * power), without what stands before the point.
fn fraction(prime: u64, power: u32) -> u64 {
    use num_bigint::BigUint;
    let target = BigUint::from(prime) << (64 * power);
    let root = if power == 2 { target.sqrt() } else { target.cbrt() };
    root.iter_u64_digits().next().unwrap_or(0)
}

fn md5(message: &[u8]) -> Vec<u8> {
    const TURNS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut state: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in padded(message, 64, &bits(message).to_le_bytes()).chunks_exact(64) {
        let m: Vec<u32> = words(block).map(u32::swap_bytes).collect();
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64 {
            let (f, g) = match i / 16 {
                0 => (b & c | !b & d, i),
                1 => (d & b | !d & c, 5 * i + 1),
                2 => (b ^ c ^ d, 3 * i + 5),
                _ => (c ^ (b | !d), 7 * i),
            };
            let sine = SINES[i];
            let sum = a.wrapping_add(f).wrapping_add(sine).wrapping_add(m[g % 16]);
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(TURNS[i / 16][i % 4]));
        }
        add(&mut state, [a, b, c, d]);
    }
    state.iter().flat_map(|w| w.to_le_bytes()).collect()
}

fn add<const N: usize>(state: &mut [u32; N], more: [u32; N]) {
    for (s, m) in state.iter_mut().zip(more) {
        *s = s.wrapping_add(m);
    }
}

fn sha1(message: &[u8]) -> Vec<u8> {
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in padded(message, 64, &bits(message).to_be_bytes()).chunks_exact(64) {
        let mut w: Vec<u32> = words(block).collect();
        for i in 16..80 {
            w.push((w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16]).rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (i, w) in w.iter().enumerate() {
            let (f, k) = match i / 20 {
                0 => (b & c | !b & d, 0x5a82_7999),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => (b & c | b & d | c & d, 0x8f1b_bcdc_u32),
                _ => (b ^ c ^ d, 0xca62_c1d6),
            };
            let next = a.rotate_left(5).wrapping_add(f).wrapping_add(e).wrapping_add(k).wrapping_add(*w);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
        }
        add(&mut state, [a, b, c, d, e]);
    }
    state.iter().flat_map(|w| w.to_be_bytes()).collect()
}

/// SHA-2 on words of a size: the two differ in nothing but that, the number of rounds and how far things are turned.
macro_rules! sha2 {
    ($name:ident, $word:ty, $rounds:literal, $block:literal, $shift:literal, $length:ty, $s0:expr, $s1:expr, $t0:expr, $t1:expr) => {
        fn $name(message: &[u8], mut state: [$word; 8], size: usize) -> Vec<u8> {
            let keys: [u64; $rounds] = roots(3, 1);
            let length = (message.len() as $length).wrapping_mul(8).to_be_bytes();
            let turned = |x: $word, by: [u32; 3], last_is_shift: bool| {
                let last = if last_is_shift { x >> by[2] } else { x.rotate_right(by[2]) };
                x.rotate_right(by[0]) ^ x.rotate_right(by[1]) ^ last
            };
            for block in padded(message, $block, &length).chunks_exact($block) {
                let mut w: Vec<$word> = block
                    .chunks_exact(size_of::<$word>())
                    .map(|c| c.iter().fold(0, |w, &b| w << 8 | <$word>::from(b)))
                    .collect();
                for i in 16..$rounds {
                    let (a, b) = (turned(w[i - 15], $t0, true), turned(w[i - 2], $t1, true));
                    w.push(w[i - 16].wrapping_add(a).wrapping_add(w[i - 7]).wrapping_add(b));
                }
                let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
                for (w, key) in w.iter().zip(keys) {
                    let first = h
                        .wrapping_add(turned(e, $s1, false))
                        .wrapping_add(e & f ^ !e & g)
                        .wrapping_add((key >> $shift) as $word)
                        .wrapping_add(*w);
                    let second = turned(a, $s0, false).wrapping_add(a & b ^ a & c ^ b & c);
                    (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(first), c, b, a, first.wrapping_add(second));
                }
                for (s, m) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
                    *s = s.wrapping_add(m);
                }
            }
            state.iter().flat_map(|w| w.to_be_bytes()).take(size).collect()
        }
    };
}

sha2!(sha2_of_words, u32, 64, 64, 32, u64, [2, 13, 22], [6, 11, 25], [7, 18, 3], [17, 19, 10]);
sha2!(sha2_of_longs, u64, 80, 128, 0, u128, [28, 34, 39], [14, 18, 41], [1, 8, 7], [19, 61, 6]);

/// 2^32 times the absolute sine of 1, 2, 3 …
const SINES: [u32; 64] = [
    0xd76a_a478,
    0xe8c7_b756,
    0x2420_70db,
    0xc1bd_ceee,
    0xf57c_0faf,
    0x4787_c62a,
    0xa830_4613,
    0xfd46_9501,
    0x6980_98d8,
    0x8b44_f7af,
    0xffff_5bb1,
    0x895c_d7be,
    0x6b90_1122,
    0xfd98_7193,
    0xa679_438e,
    0x49b4_0821,
    0xf61e_2562,
    0xc040_b340,
    0x265e_5a51,
    0xe9b6_c7aa,
    0xd62f_105d,
    0x0244_1453,
    0xd8a1_e681,
    0xe7d3_fbc8,
    0x21e1_cde6,
    0xc337_07d6,
    0xf4d5_0d87,
    0x455a_14ed,
    0xa9e3_e905,
    0xfcef_a3f8,
    0x676f_02d9,
    0x8d2a_4c8a,
    0xfffa_3942,
    0x8771_f681,
    0x6d9d_6122,
    0xfde5_380c,
    0xa4be_ea44,
    0x4bde_cfa9,
    0xf6bb_4b60,
    0xbebf_bc70,
    0x289b_7ec6,
    0xeaa1_27fa,
    0xd4ef_3085,
    0x0488_1d05,
    0xd9d4_d039,
    0xe6db_99e5,
    0x1fa2_7cf8,
    0xc4ac_5665,
    0xf429_2244,
    0x432a_ff97,
    0xab94_23a7,
    0xfc93_a039,
    0x655b_59c3,
    0x8f0c_cc92,
    0xffef_f47d,
    0x8584_5dd1,
    0x6fa8_7e4f,
    0xfe2c_e6e0,
    0xa301_4314,
    0x4e08_11a1,
    0xf753_7e82,
    0xbd3a_f235,
    0x2ad7_d2bb,
    0xeb86_d391,
];
