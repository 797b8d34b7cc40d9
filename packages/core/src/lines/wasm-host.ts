/** What the engine in WebAssembly asks for: the leaves of the policy for single values, and the reference for lines. */
import { messageText, writeMessage } from '../engine/message.js';
import { writeParsed } from '../engine/write.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { addCounts, count, type Counts, createRun, type Run } from '../run/run.js';
import type { Outcome } from '../run/trace.js';
import { ANSWER_NOTHING, ANSWER_UNSURE, HEAD_BUDGET, HEAD_OUT, HEAD_OUT_END, TYPE_STRING } from './layout.js';
import type { RedactLine } from './line-engine.js';
import { withoutReturn } from './reference-engine.js';
import type { DecidedNode } from './tables.js';
import type { WasmHost } from './wasm-module.js';

/** A value from its text, decided, as JSON text. */
type Decide = (value: unknown, run: Run) => string | undefined;

/** As `Decide`, and counts what became of it. Never throws. */
type DecideCounted = (read: () => unknown, run: Run) => string | undefined;

interface Calls {
  readonly policy: CompiledPolicy;
  readonly leaves: readonly DecidedNode[];
  readonly redactLine: RedactLine;
  readonly totals: Counts;
}

/** The functions that the engine calls. Values are told nobody but the leaves. */
export function createHost({ policy, leaves, redactLine, totals }: Calls, memory: Uint8Array): WasmHost {
  const head = new DataView(memory.buffer);
  // Of one line: whether it counts shows at its end.
  let run = createRun(0);
  const answer = (decide: DecideCounted, start: number, end: number, type: number) => {
    run.budget = head.getInt32(HEAD_BUDGET, true);
    const text = decide(() => valueOf(memory, start, end, type), run);
    head.setInt32(HEAD_BUDGET, run.budget, true);
    if (text === undefined) return ANSWER_NOTHING;
    return writeText(memory, text, head.getUint32(HEAD_OUT, true), head.getUint32(HEAD_OUT_END, true));
  };
  const message = counting((value) => {
    const template = messageText(value);
    const text = template === undefined ? undefined : writeMessage(policy, { template }, run);
    return text === undefined ? undefined : `"${text}"`;
  }, null);
  const decisions = leaves.map(decisionOf);
  return {
    decide: (leaf, start, end, type) => {
      const decision = decisions[leaf];
      return decision === undefined ? ANSWER_UNSURE : answer(decision, start, end, type);
    },
    decideMessage: (start, end, type) => answer(message, start, end, type),
    commit: () => {
      addCounts(totals, run.counts);
      run = createRun(0);
    },
    redactLine: (start, end) => {
      run = createRun(0);
      const out = head.getUint32(HEAD_OUT, true);
      const text = redactLine(withoutReturn(memory, start, end));
      return out + writeText(memory, `${text}\n`, out, memory.length);
    },
  };
}

function decisionOf(node: DecidedNode): DecideCounted {
  if (node.kind === 'leaf') return counting(node.leaf, node.outcome);
  return faultless((read, run) => writeParsed(node, read(), '', run));
}

function counting(decide: Decide, outcome: Outcome | null): DecideCounted {
  return faultless((read, run) => {
    const text = decide(read(), run);
    if (text === undefined) run.counts.removed++;
    else if (outcome !== null) count(run.counts, outcome);
    return text;
  });
}

/** As the engine for records does it: a fault in a value costs that value. */
function faultless(decide: DecideCounted): DecideCounted {
  return (read, run) => {
    try {
      return decide(read, run);
    } catch {
      run.counts.faults++;
      run.counts.removed++;
      return undefined;
    }
  };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Longest text that is put together faster here than by a decoder. */
const SHORT = 256;

/** What `JSON.parse` makes of the value. A string without flags is the plain ASCII between its quotes. */
function valueOf(memory: Uint8Array, start: number, end: number, type: number): unknown {
  if (type === TYPE_STRING && end - start <= SHORT)
    return String.fromCharCode.apply(null, memory.subarray(start + 1, end - 1) as unknown as number[]);
  return JSON.parse(decoder.decode(memory.subarray(start, end)));
}

/** Gives how many bytes it wrote. */
function writeText(memory: Uint8Array, text: string, out: number, end: number): number {
  const { length } = text;
  if (length > end - out) return ANSWER_UNSURE;
  if (length <= SHORT && 3 * length <= end - out) {
    const written = writeShort(memory, text, out);
    if (written >= 0) return written;
  }
  const { read, written } = encoder.encodeInto(text, memory.subarray(out, end));
  return read === length ? written : ANSWER_UNSURE;
}

/** As UTF-8; -1 where there are surrogates in the text. */
function writeShort(memory: Uint8Array, text: string, out: number): number {
  let to = out;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) memory[to++] = code;
    else if (code < 0x800) {
      memory[to++] = 0xc0 | (code >> 6);
      memory[to++] = 0x80 | (code & 0x3f);
    } else if ((code & 0xf800) === 0xd800) return -1;
    else {
      memory[to++] = 0xe0 | (code >> 12);
      memory[to++] = 0x80 | ((code >> 6) & 0x3f);
      memory[to++] = 0x80 | (code & 0x3f);
    }
  }
  return to - out;
}
