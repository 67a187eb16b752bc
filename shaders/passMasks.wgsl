// Dropout masks for 32 passes at once: a word a unit, of which bit p says whether pass p of the block keeps the
// unit. Needs random.wgsl.

// A bit is dropped with probability threshold / 2^32, exactly, and independently of all others. Every bit has a
// uniform number of its own, compared with the threshold from the highest digit down, for all 32 at once. Half of
// them are decided by each word, so that few words are taken; behind the threshold's last 1 nothing is below it.
fn keptBits(state: ptr<function, vec4u>, threshold: u32) -> u32 {
  var kept = 0u;
  var undecided = 0xffffffffu;
  for (var rest = threshold; rest != 0u && undecided != 0u; rest = rest << 1u) {
    let digits = nextWord(state);
    if (rest >= 0x80000000u) {
      // A digit 0 is below the threshold's: dropped.
      undecided &= digits;
    } else {
      // A digit 1 is above it: kept.
      kept |= undecided & digits;
      undecided &= ~digits;
    }
  }
  return kept | undecided;
}

// The stream of masks of a block of passes: of one point, or shared by all points. Its counters are none of those
// that `seedState` uses.
fn maskStream(seed: u32, block: u32, point: u32, isShared: bool) -> vec4u {
  let key = vec2u(seed, block);
  let counter = select(vec2u(point, 2u), vec2u(0u, 4u), isShared);
  let state = vec4u(threefry2x32(key, counter), threefry2x32(key, counter + vec2u(0u, 1u)));
  return select(state, vec4u(1u, 0u, 0u, 0u), all(state == vec4u(0u)));
}

// A number for each of the 32 passes of a block, in order.
alias Block = array<vec4f, 8>;

// Adds a value in the passes that keep it; selected rather than multiplied, so that nothing that is dropped counts.
fn addKept(sums: ptr<function, Block>, kept: u32, value: f32) {
  let v = vec4f(value);
  let none = vec4f(0.0);
  let bits = vec4u(kept);
  (*sums)[0] += select(none, v, (bits & vec4u(0x1u, 0x2u, 0x4u, 0x8u)) != vec4u(0u));
  (*sums)[1] += select(none, v, (bits & vec4u(0x10u, 0x20u, 0x40u, 0x80u)) != vec4u(0u));
  (*sums)[2] += select(none, v, (bits & vec4u(0x100u, 0x200u, 0x400u, 0x800u)) != vec4u(0u));
  (*sums)[3] += select(none, v, (bits & vec4u(0x1000u, 0x2000u, 0x4000u, 0x8000u)) != vec4u(0u));
  (*sums)[4] += select(none, v, (bits & vec4u(0x10000u, 0x20000u, 0x40000u, 0x80000u)) != vec4u(0u));
  (*sums)[5] += select(none, v, (bits & vec4u(0x100000u, 0x200000u, 0x400000u, 0x800000u)) != vec4u(0u));
  (*sums)[6] += select(none, v, (bits & vec4u(0x1000000u, 0x2000000u, 0x4000000u, 0x8000000u)) != vec4u(0u));
  (*sums)[7] += select(none, v, (bits & vec4u(0x10000000u, 0x20000000u, 0x40000000u, 0x80000000u)) != vec4u(0u));
}

fn blockOf(value: f32) -> Block {
  let v = vec4f(value);
  return Block(v, v, v, v, v, v, v, v);
}
