/** The message of a record: which it is, what becomes of it, and what is told of that. */
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { Run } from '../run/run.js';
import type { Outline, Trace, Why } from '../run/trace.js';
import { type Message, messageText, writeMessage } from './message.js';
import type { RecordContext } from './record-context.js';
import { BY_RULE, FAULT } from './removed.js';

/** The record's own message; undefined where it has none. Never throws. */
export function ownMessage(record: object, key: string, context: RecordContext): Message | undefined {
  if (context.nestedKey !== undefined || !Object.hasOwn(record, key)) return undefined;
  let value: unknown;
  try {
    value = (record as Record<string, unknown>)[key];
    if (value === undefined) return undefined;
    const serialized = context.serialize === undefined ? value : context.serialize(key, value);
    const text = messageText(serialized);
    return text === undefined ? UNREADABLE : { template: text };
  } catch {
    return UNREADABLE;
  }
}

/** Stands for a message that is no text. */
const UNREADABLE: Message = { template: '' };

/** What leaves of the message, as `writeMessage` has it, counted. Never throws. */
export function countedMessage(compiled: CompiledPolicy, message: Message, run: Run): string | undefined {
  const { faults } = run.counts;
  let text: string | undefined;
  try {
    if (message !== UNREADABLE) text = writeMessage(compiled, message, run);
  } catch {
    run.counts.faults++;
  }
  if (text === undefined) run.counts.removed++;
  if (run.trace === undefined) return text;
  const isFault = run.counts.faults > faults;
  tell(
    run.trace,
    compiled,
    message,
    text === undefined ? whyMessageRemoved(compiled, message, isFault, run) : undefined,
  );
  return text;
}

function tell(trace: Trace, { messageKey }: CompiledPolicy, message: Message, why: Why | undefined): void {
  const outline: Outline = { type: message === UNREADABLE ? 'other' : 'string' };
  const outcome = why === undefined ? 'message' : 'removed';
  trace.decided({ name: messageKey, outcome, rule: undefined, outline, why });
}

function whyMessageRemoved(
  { message: mode }: CompiledPolicy,
  message: Message,
  isFault: boolean,
  run: Run,
): Why {
  if (mode === 'remove') return BY_RULE;
  if (message === UNREADABLE) return { reason: 'type', wants: 'a text' };
  if (isFault) return FAULT;
  return run.errors?.incomplete === true ? { reason: 'limit' } : { reason: 'limit', limit: 'stringLength' };
}
