/**
 * The line engine: lines of JSON in, redacted lines out. What it is not sure of it hands to the code around it: a value
 * to the leaf of the policy, a whole line to the reference. `docs/line-engine.md` has the whole of it.
 */
import {
  HEAD_LINE_BYTES,
  HEAD_OUT,
  HEAD_PROPERTIES,
  HEAD_ROOT,
  HEAD_TOTALS,
  TOTAL_GENERALIZED,
  TOTAL_KEPT,
  TOTAL_RECORDS,
  TOTAL_REMOVED,
  TOTAL_REPLACED,
  TOTAL_UNLISTED,
} from '../src/lines/layout';
import { commit, redactLine } from './host';
import { readObject } from './read';
import { forgetMet, metMessage, skipSpace } from './skip';
import { state } from './state';
import { UNSURE, writeObject } from './write';

const LINE_FEED: u8 = 10;
/** As many values of a record as the search for errors looks at, and the shortest line that has more of them. */
const MOST_SEARCHED: u32 = 100_000;
const LONG: usize = 200_000;

/**
 * Redacts the lines between `start` and `end`, each of which ends in a line feed, up to where the output may go past
 * `outEnd`. Gives where the first line begins that is left.
 */
export function redactLines(start: usize, end: usize, outEnd: usize): usize {
  const lineBytes: usize = load<u32>(HEAD_LINE_BYTES);
  state.out = load<u32>(HEAD_OUT);
  while (start < end && state.out <= outEnd) {
    const begin = state.out;
    state.outEnd = begin + lineBytes;
    const next = redactHere(start, lineBytes);
    if (next != 0) {
      putLineFeed();
      start = next;
      continue;
    }
    const feed = findLineFeed(start);
    // Whatever was written of it is written over.
    store<u32>(HEAD_OUT, <u32>begin);
    state.out = redactLine(<u32>start, <u32>feed);
    start = feed + 1;
  }
  store<u32>(HEAD_OUT, <u32>state.out);
  return start;
}

function putLineFeed(): void {
  store<u8>(state.out++, LINE_FEED);
}

/** Gives where the next line begins; 0 where the line is one for the reference. */
function redactHere(start: usize, lineBytes: usize): usize {
  const root: usize = load<u32>(HEAD_ROOT);
  forgetMet();
  state.budget = load<i32>(HEAD_PROPERTIES);
  state.kept = 0;
  state.removed = 0;
  state.unlisted = 0;
  state.replaced = 0;
  state.generalized = 0;
  state.called = false;
  let at = skipSpace(start);
  if (load<u8>(at) != 123) return 0;
  at = readObject(at + 1, root, true);
  if (at == 0) return 0;
  at = skipSpace(at);
  if (load<u8>(at) != LINE_FEED) return 0;
  const length = at - start;
  if (length > lineBytes) return 0;
  state.isDoubtful = metMessage || (length > LONG && mostValues(start, at) > MOST_SEARCHED);
  if (writeObject(root, true) == UNSURE || state.budget <= 0) return 0;
  if (state.called) commit();
  addTotals();
  return at + 1;
}

/** No fewer than the values of a line: each of them stands behind a comma or is the first of its container. */
function mostValues(at: usize, end: usize): u32 {
  let count: u32 = 1;
  for (; at < end; at += 16) {
    const bytes = v128.load(at);
    const commas = i8x16.eq(bytes, i8x16.splat(44));
    const objects = i8x16.eq(bytes, i8x16.splat(123));
    const arrays = i8x16.eq(bytes, i8x16.splat(91));
    count += <u32>popcnt(i8x16.bitmask(v128.or(commas, v128.or(objects, arrays))));
  }
  return count;
}

function addTotals(): void {
  add(TOTAL_RECORDS, 1);
  add(TOTAL_KEPT, state.kept);
  add(TOTAL_REMOVED, state.removed);
  add(TOTAL_UNLISTED, state.unlisted);
  add(TOTAL_REPLACED, state.replaced);
  add(TOTAL_GENERALIZED, state.generalized);
}

function add(total: u32, count: u32): void {
  const at: usize = HEAD_TOTALS + (total << 2);
  store<u32>(at, load<u32>(at) + count);
}

/** Where the line ends that begins here. */
function findLineFeed(at: usize): usize {
  while (true) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(LINE_FEED)));
    if (mask != 0) return at + ctz(mask);
    at += 16;
  }
}
