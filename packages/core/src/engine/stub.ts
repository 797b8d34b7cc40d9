import type { ErrorCode } from '../errors.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { RESERVED_FIELD } from '../policy/path-pattern.js';
import { type Counts, createRun, type Run } from '../run/run.js';
import type { RecordContext } from './record-context.js';
import { type Members, takeMembers } from '../run/members.js';
import { readMembers } from './read.js';
import { writeMembers } from './write.js';

/** What became of a record. `fault` is set where a stub took its place. */
export interface Written {
  readonly line: string;
  readonly counts: Counts;
  readonly fault?: ErrorCode;
}

/** A line that stands for what could not be redacted. */
export function placeholderLine(code: ErrorCode): string {
  return `{"${RESERVED_FIELD}":{"error":"${code}"}}`;
}

/** Level and time, where the policy lets them out and they can be read, and why there is no more. */
export function writeStub(
  compiled: CompiledPolicy,
  record: object,
  context: RecordContext,
  code: ErrorCode,
): Written {
  const run = createRun(compiled.limits.properties);
  const members = takeMembers(compiled.root);
  for (const holder of [record, context.head ?? {}]) {
    for (const name of ['level', 'time', 'timestamp']) writeStubField(compiled, holder, name, run, members);
  }
  const fields = writeMembers(compiled.root, members, run);
  const error = `"${RESERVED_FIELD}":{"error":"${code}"}`;
  run.counts.faults++;
  return { line: fields === '' ? `{${error}}` : `${fields},${error}}`, counts: run.counts, fault: code };
}

function writeStubField(
  compiled: CompiledPolicy,
  holder: object,
  name: string,
  run: Run,
  members: Members,
): void {
  try {
    if (!Object.hasOwn(holder, name)) return;
    const value = (holder as Record<string, unknown>)[name];
    if (typeof value !== 'string' && typeof value !== 'number') return;
    if (typeof value === 'string' && value.length > MAX_STUB_VALUE) return;
    readMembers(compiled.root, { [name]: value }, run, members, {});
  } catch {
    // The stub does without.
  }
}

const MAX_STUB_VALUE = 64;
