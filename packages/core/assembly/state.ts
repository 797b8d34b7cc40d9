/** What is known of the line that is at work, and where its output goes. */
export namespace state {
  /** How many more values it may have. */
  export let budget: i32 = 0;
  export let kept: u32 = 0;
  export let removed: u32 = 0;
  export let unlisted: u32 = 0;
  export let replaced: u32 = 0;
  export let generalized: u32 = 0;
  /** The host was called for it. */
  export let called: bool = false;
  /** The message may not be let out here. */
  export let isDoubtful: bool = false;
  /** Where the next byte goes. */
  export let out: usize = 0;
  /** Where the line has to end at the latest. */
  export let outEnd: usize = 0;
}

/** Longer than anything that is written after one look at the room. */
const SLACK: usize = 64;

/** True where there is room for so many bytes and a few more. */
export function hasRoom(length: usize): bool {
  return state.out + length + SLACK <= state.outEnd;
}

/** Appends bytes, 16 at a time: there has to be room for them and 16 more. */
export function put(from: usize, length: usize): void {
  const to = state.out;
  v128.store(to, v128.load(from));
  if (length > 16) putRest(to, from, length);
  state.out = to + length;
}

function putRest(to: usize, from: usize, length: usize): void {
  for (let at: usize = 16; at < length; at += 16) v128.store(to + at, v128.load(from + at));
}

export function putByte(byte: u32): void {
  store<u8>(state.out++, byte);
}
