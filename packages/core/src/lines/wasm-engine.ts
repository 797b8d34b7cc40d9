/** The fast engine: WebAssembly does what is plain, and comes back for the rest. */
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { Counts } from '../run/run.js';
import {
  HEAD_OUT,
  HEAD_TOTALS,
  TOTAL_GENERALIZED,
  TOTAL_KEPT,
  TOTAL_RECORDS,
  TOTAL_REMOVED,
  TOTAL_REPLACED,
  TOTAL_UNLISTED,
  TOTALS,
} from './layout.js';
import { type LineEngine, putInto, type RedactLine } from './line-engine.js';
import { createTables } from './tables.js';
import { createHost } from './wasm-host.js';
import { startWasm } from './wasm-module.js';

/** What the engine counts into. */
export type LineTotals = Counts & { records: number };

const PIECE = 65_536;
/** Read or written beyond the end, 16 bytes at a time. */
const SLACK = 256;
/** Once so much was written it is taken out. */
const OUTPUT = 262_144;
/** A stub is longer than a line where lines may be next to nothing. */
const STUB = 4096;

/** The engine for a policy; undefined where it cannot be had. Lines that it is not sure of `redactLine` redacts. */
export function createWasmEngine(
  policy: CompiledPolicy,
  redactLine: RedactLine,
  totals: LineTotals,
): LineEngine | undefined {
  const { lineBytes } = policy.limits;
  if (policy.remarks !== 'silent') return undefined;
  const tables = createTables(policy);
  if (tables === undefined) return undefined;
  const input = tables.bytes.length + SLACK;
  const output = input + Math.max(PIECE, lineBytes) + SLACK;
  const outputEnd = output + OUTPUT;
  const calls = { policy, leaves: tables.leaves, redactLine, totals };
  const started = startWasm(outputEnd + lineBytes + STUB + SLACK, (memory) => createHost(calls, memory));
  if (started === undefined) return undefined;
  const { memory, exports } = started;
  memory.set(tables.bytes);
  const head = new DataView(memory.buffer);
  const counted = new Uint32Array(memory.buffer, HEAD_TOTALS, TOTALS);
  const taken = createParts(memory, head, output);
  return {
    name: 'wasm',
    lineBytes,
    redact: (lines) => {
      memory.set(lines, input);
      const end = input + lines.length;
      for (let from = input; from < end;) {
        from = exports.redactLines(from, end, outputEnd);
        if (from < end) taken.flush();
      }
      takeTotals(counted, totals);
    },
    take: taken.take,
  };
}

/** What was written from `output` on. */
function createParts(memory: Uint8Array, head: DataView, output: number) {
  head.setUint32(HEAD_OUT, output, true);
  let parts: Uint8Array[] = [];
  const written = () => {
    const view = memory.subarray(output, head.getUint32(HEAD_OUT, true));
    head.setUint32(HEAD_OUT, output, true);
    return view;
  };
  const flush = () => {
    parts.push(written().slice());
  };
  const take = (target?: Uint8Array) => {
    if (parts.length === 0) return putInto(written(), target);
    const bytes = joined([...parts, written()]);
    parts = [];
    return target === undefined ? bytes : putInto(bytes, target);
  };
  return { flush, take };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Moves what the engine counted, by the numbers of `layout.ts`. */
function takeTotals(counted: Uint32Array, totals: LineTotals): void {
  totals.records += counted[TOTAL_RECORDS] as number;
  totals.kept += counted[TOTAL_KEPT] as number;
  totals.removed += counted[TOTAL_REMOVED] as number;
  totals.unlisted += counted[TOTAL_UNLISTED] as number;
  totals.replaced += counted[TOTAL_REPLACED] as number;
  totals.generalized += counted[TOTAL_GENERALIZED] as number;
  counted.fill(0);
}
