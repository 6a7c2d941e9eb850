//! The core of `random`: the Mersenne Twister (MT19937, Matsumoto and Nishimura) as CPython seeds and reads it, and SHA-512, with
//! which it turns text into a seed. The distributions are Python, beside this file. A generator's state is a bytearray in
//! its instance, so that it is saved and copied with everything else.

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::number;
use crate::python::object::Obj;
use crate::python::value::{Ref, Value};
use crate::python::vm::{ModuleDef, Vm};
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{Signed, ToPrimitive};

/// The module.
pub const MODULE: ModuleDef =
    ModuleDef { name: "random", natives: FUNCTIONS, source: Some(include_str!("random.py")), setup: None };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::method("Random", "random", 0, 0, random),
    NativeDef::method("Random", "getrandbits", 1, 1, getrandbits).slow("_random_bits"),
    NativeDef::function("_index", 1, 1, index).slow("_index"),
    NativeDef::function("_mt_new", 2, 2, new),
    NativeDef::function("_mt_words", 1, 1, words),
    NativeDef::function("_mt_restore", 1, 1, restore),
    NativeDef::function("_sha512", 1, 1, sha512_bytes),
    NativeDef::function("SystemRandom", 0, 255, |_, _| {
        Err(Ctl::unsupported("random.SystemRandom: runs are determined by their seed"))
    }),
];

/// Words of the state.
const N: usize = 624;
/// Distance of the words that are mixed.
const M: usize = 397;
/// Bytes of a state: its words, and the number of the next one.
const BYTES: usize = (N + 1) * 4;

/// A generator taken out of its bytes.
struct Twister {
    words: Vec<u32>,
    next: usize,
}

impl Twister {
    /// Seeded with one number.
    fn with_number(seed: u32) -> Twister {
        let mut words = vec![seed; N];
        for i in 1..N {
            let before = words[i - 1];
            words[i] = (before ^ (before >> 30)).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        Twister { words, next: N }
    }

    /// Seeded with as many numbers as there are.
    fn with_key(key: &[u32]) -> Twister {
        let mut t = Twister::with_number(19_650_218);
        let (mut i, mut j) = (1, 0);
        let mix = |words: &[u32], i: usize, factor: u32| {
            let before = words[i - 1];
            words[i] ^ (before ^ (before >> 30)).wrapping_mul(factor)
        };
        let wrap = |words: &mut Vec<u32>, i: &mut usize| {
            *i += 1;
            if *i >= N {
                words[0] = words[N - 1];
                *i = 1;
            }
        };
        for _ in 0..N.max(key.len()) {
            t.words[i] = mix(&t.words, i, 1_664_525).wrapping_add(key[j]).wrapping_add(j as u32);
            wrap(&mut t.words, &mut i);
            j = (j + 1) % key.len();
        }
        for _ in 0..N - 1 {
            t.words[i] = mix(&t.words, i, 1_566_083_941).wrapping_sub(i as u32);
            wrap(&mut t.words, &mut i);
        }
        t.words[0] = 0x8000_0000;
        t
    }

    /// Makes the next 624 words.
    fn twist(&mut self) {
        for i in 0..N {
            let y = (self.words[i] & 0x8000_0000) | (self.words[(i + 1) % N] & 0x7fff_ffff);
            let mixed = (y >> 1) ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[i] = self.words[(i + M) % N] ^ mixed;
        }
        self.next = 0;
    }

    fn to_bytes(&self) -> Vec<u8> {
        self.words.iter().copied().chain([self.next as u32]).flat_map(u32::to_le_bytes).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Twister {
        let mut words: Vec<u32> = bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let next = words.pop().unwrap_or(0) as usize;
        words.resize(N, 0);
        Twister { words, next }
    }
}

/// The state of the generator that a method was called on.
fn state(vm: &mut Vm, v: Value) -> R<Ref> {
    let name = vm.syms.intern("_mt");
    if let Value::Obj(r) = v
        && let Value::Obj(state) = vm.own_attr(r, name)?
        && let Obj::ByteArray(bytes) = vm.heap.get(state)
        && bytes.len() == BYTES
    {
        return Ok(state);
    }
    Err(Ctl::unsupported("a Random whose __init__ was not called"))
}

/// The next 32 bits.
fn draw(vm: &mut Vm, state: Ref) -> u32 {
    let Obj::ByteArray(bytes) = vm.heap.get_mut(state) else { return 0 };
    let word = |bytes: &[u8], i: usize| match bytes.get(4 * i..4 * i + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    };
    let mut next = word(bytes, N) as usize;
    if next >= N {
        let mut t = Twister::from_bytes(bytes);
        t.twist();
        *bytes = t.to_bytes();
        next = 0;
    }
    let mut y = word(bytes, next);
    if let Some(place) = bytes.get_mut(4 * N..) {
        place.copy_from_slice(&(next as u32 + 1).to_le_bytes());
    }
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c_5680;
    y ^= (y << 15) & 0xefc6_0000;
    y ^ (y >> 18)
}

/// 53 bits as a fraction.
fn random(vm: &mut Vm, args: Args<'_>) -> R {
    let state = state(vm, args.get(0))?;
    let (a, b) = (draw(vm, state) >> 5, draw(vm, state) >> 6);
    Ok(Value::Float((f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0)))
}

fn getrandbits(vm: &mut Vm, args: Args<'_>) -> R {
    let bits = vm.int_arg(args.get(1))?;
    let Ok(bits) = usize::try_from(bits) else { return Err(vm.value_error("number of bits must be non-negative")) };
    let state = state(vm, args.get(0))?;
    if bits == 0 {
        return Ok(Value::Int(0));
    }
    vm.heap.reserve(bits / 8)?;
    let mut left = bits;
    let mut digits = Vec::with_capacity(bits / 32 + 1);
    while left > 0 {
        let word = draw(vm, state);
        digits.push(if left < 32 { word >> (32 - left) } else { word });
        left = left.saturating_sub(32);
    }
    Ok(vm.heap.int(BigInt::from_slice(Sign::Plus, &digits)))
}

/// `operator.index`.
fn index(vm: &mut Vm, args: Args<'_>) -> R {
    match number::to_bigint(vm, args.get(0)) {
        Some(n) => Ok(vm.heap.int(n)),
        None => vm.int_arg(args.get(0)).map(Value::Int),
    }
}

/// `_mt_new(seed, n)`: the state for a seed: an int, a float, or None for the run's own and the number `n`.
fn new(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    let key = if v.is_none() {
        let n = number::index(vm, args.get(1)).unwrap_or(0);
        vec![vm.seed as u32, (vm.seed >> 32) as u32, n as u32]
    } else if let Some(n) = number::to_bigint(vm, v) {
        n.abs().to_u32_digits().1
    } else {
        let hash = vm.hash_native(v)? as u64;
        BigUint::from(hash).to_u32_digits()
    };
    let key = if key.is_empty() { vec![0] } else { key };
    let bytes = Twister::with_key(&key).to_bytes();
    vm.heap.reserve(BYTES)?;
    Ok(Value::Obj(vm.heap.alloc(Obj::ByteArray(bytes))))
}

/// `_mt_words(state)`: for `getstate`.
fn words(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = vm.bytes_of(args.get(0)).unwrap_or_default();
    let t = Twister::from_bytes(&bytes);
    let items = t.words.iter().map(|&w| i64::from(w)).chain([t.next as i64]).map(Value::Int).collect();
    Ok(vm.heap.tuple(items))
}

/// `_mt_restore(words)`: for `setstate`.
fn restore(vm: &mut Vm, args: Args<'_>) -> R {
    let items = vm.native_items(args.get(0))?;
    if items.len() != N + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut words = Vec::with_capacity(N + 1);
    for item in items {
        words.push(u32::try_from(vm.int_arg(item)?).unwrap_or(0));
    }
    if words.last().is_some_and(|&next| next as usize > N) {
        return Err(vm.value_error("invalid state"));
    }
    let bytes = words.into_iter().flat_map(u32::to_le_bytes).collect();
    Ok(Value::Obj(vm.heap.alloc(Obj::ByteArray(bytes))))
}

fn sha512_bytes(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = vm.bytes_of(args.get(0)).unwrap_or_default();
    let digest: std::sync::Arc<[u8]> = sha512(&bytes).into();
    Ok(Value::Obj(vm.heap.alloc(Obj::Bytes(digest))))
}

/// The first `n` primes.
fn primes(n: usize) -> Vec<u32> {
    (2u32..).filter(|p| (2..*p).take_while(|d| d * d <= *p).all(|d| p % d != 0)).take(n).collect()
}

/// 64 bits of the fraction of the `k`th root of a small number: where SHA-512 has its constants from.
fn root_fraction(n: u32, k: u32) -> u64 {
    let root = (BigUint::from(n) << (64 * u64::from(k))).nth_root(k);
    (root % (BigUint::from(1u32) << 64u32)).to_u64().unwrap_or(0)
}

/// SHA-512 (FIPS 180-4).
fn sha512(message: &[u8]) -> Vec<u8> {
    let primes = primes(80);
    let mut hash: Vec<u64> = primes[..8].iter().map(|&p| root_fraction(p, 2)).collect();
    let constants: Vec<u64> = primes.iter().map(|&p| root_fraction(p, 3)).collect();
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 128 != 112 {
        padded.push(0);
    }
    padded.extend((message.len() as u128 * 8).to_be_bytes());
    for block in padded.chunks_exact(128) {
        let mut w: Vec<u64> = block.chunks_exact(8).map(|b| b.iter().fold(0, |w, &b| w << 8 | u64::from(b))).collect();
        for t in 16..80 {
            let (a, b) = (w[t - 15], w[t - 2]);
            let s0 = a.rotate_right(1) ^ a.rotate_right(8) ^ (a >> 7);
            let s1 = b.rotate_right(19) ^ b.rotate_right(61) ^ (b >> 6);
            w.push(w[t - 16].wrapping_add(s0).wrapping_add(w[t - 7]).wrapping_add(s1));
        }
        let mut v = hash.clone();
        for t in 0..80 {
            let (a, e) = (v[0], v[4]);
            let s1 = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
            let choice = (e & v[5]) ^ (!e & v[6]);
            let t1 = v[7].wrapping_add(s1).wrapping_add(choice).wrapping_add(constants[t]).wrapping_add(w[t]);
            let s0 = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
            let majority = (a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(t1);
            v[0] = t1.wrapping_add(s0.wrapping_add(majority));
        }
        for (h, v) in hash.iter_mut().zip(v) {
            *h = h.wrapping_add(v);
        }
    }
    hash.into_iter().flat_map(u64::to_be_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha512_of_known_texts() {
        let hex = |text: &str| sha512(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect::<String>();
        assert!(hex("abc").starts_with("ddaf35a193617abacc417349ae204131"));
        assert!(hex("").ends_with("63b931bd47417a81a538327af927da3e"));
        assert!(hex(&"a".repeat(200)).starts_with("4b11459c33f52a22ee8236782714c150"));
    }

    /// The first words of the reference implementation's `init_by_array({0x123, 0x234, 0x345, 0x456})`.
    #[test]
    fn twister_as_published() {
        let mut t = Twister::with_key(&[0x123, 0x234, 0x345, 0x456]);
        t.twist();
        let bytes = Twister::from_bytes(&t.to_bytes());
        assert_eq!((bytes.words == t.words, bytes.next), (true, 0));
        let temper = |mut y: u32| {
            y ^= y >> 11;
            y ^= (y << 7) & 0x9d2c_5680;
            y ^= (y << 15) & 0xefc6_0000;
            y ^ (y >> 18)
        };
        assert_eq!(t.words[..3].iter().map(|&w| temper(w)).collect::<Vec<_>>(), [1067595299, 955945823, 477289528]);
    }
}
