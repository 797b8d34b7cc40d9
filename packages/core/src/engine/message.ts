/**
 * The message is free text, the widest hole of a record: what the program wrote and what users typed arrive in
 * one string. Here it becomes what `message` of the policy lets out.
 */
import type { CompiledPolicy } from '../policy/compiled-policy.js';
import { errorTypeOf } from './error-type.js';
import { quote } from './json-text.js';
import { isError } from './normalize.js';
import type { Run } from './run.js';

/** The message of an Error that the record holds, and the type to put in its place. */
export interface ErrorMessage {
  readonly message: string;
  readonly type: string;
}

/** The message of a record, where the caller knows more of it than its text. */
export interface Message {
  /** The format string as the program wrote it, a prefix included; or the lone string that was logged. */
  readonly template: string;
  /** The text with its values. Called only under `message: "scan"`; may throw. */
  readonly interpolate?: (() => string) | undefined;
}

/** The message as JSON text; undefined where it does not leave. May throw what `interpolate` throws. */
export function writeMessage(
  compiled: CompiledPolicy,
  message: Message,
  errors: readonly ErrorMessage[],
  run: Run,
): string | undefined {
  if (compiled.message === 'remove') return undefined;
  const text = compiled.message === 'scan' ? (message.interpolate?.() ?? message.template) : message.template;
  // Detectors are linear, but not free: the limit comes first.
  if (text.length > compiled.limits.stringLength) return undefined;
  const repeated = errors.find((error) => repeats(text, error.message));
  return quote(compiled.scan(repeated?.type ?? text, run));
}

/** The text of a field that a logger calls the message; undefined where it is no text. */
export function messageText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}

/** Most errors looked at behind one value, through `cause` and `errors`. */
const MAX_ERRORS = 32;

/**
 * Adds the messages of the errors among the own values of `holder`, their causes and aggregated errors included.
 * Looks at plain values only: a getter of the holder is not called. Never throws.
 */
export function collectErrors(holder: object, found: ErrorMessage[]): void {
  try {
    for (const key of Object.keys(holder)) {
      const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
      if (typeof value === 'object' && value !== null) collectError(value, found);
    }
  } catch {
    // A holder that cannot be looked at lets nothing out elsewhere either.
  }
}

/** Adds the message of one error, as an object or as a logger serialized it, and of those behind it. */
export function collectError(value: unknown, found: ErrorMessage[]): void {
  const queue: unknown[] = [value];
  for (let i = 0; i < queue.length && i < MAX_ERRORS; i++) {
    const error = queue[i];
    if (typeof error !== 'object' || error === null || !isErrorLike(error)) continue;
    const message = read(error, 'message');
    if (typeof message === 'string') {
      const type = errorTypeOf(error) ?? 'Error';
      for (const part of partsOf(message, error)) found.push({ message: part, type });
    }
    for (const name of ['cause', 'errors', 'aggregateErrors', 'originalError', 'reason']) {
      const inner = read(error, name);
      if (Array.isArray(inner)) queue.push(...(inner.slice(0, MAX_ERRORS) as unknown[]));
      else queue.push(inner);
    }
  }
}

/** Serializers join the messages of a cause chain by colons; each is a message of its own. */
function partsOf(message: string, error: object): string[] {
  const parts = [message];
  if (!isError(error)) parts.push(...message.split(': ').filter((part) => part.length >= MIN_PART));
  return parts.filter((part) => part !== '');
}

/** Shorter parts of a joined message are as likely to be words of the program. */
const MIN_PART = 6;

function isErrorLike(value: object): boolean {
  if (isError(value)) return true;
  return (
    typeof read(value, 'message') === 'string' &&
    ['stack', 'type', 'name', 'code'].some((name) => read(value, name) !== undefined)
  );
}

/** True where the text is the error's message, or holds it. */
function repeats(text: string, errorMessage: string): boolean {
  return text.includes(errorMessage) || (text !== '' && errorMessage.startsWith(`${text}: `));
}

/** An error's own way of giving the value; of other objects plain data only. Undefined where reading throws. */
function read(value: object, name: string): unknown {
  try {
    if (isError(value)) return (value as unknown as Record<string, unknown>)[name];
    return Object.getOwnPropertyDescriptor(value, name)?.value;
  } catch {
    return undefined;
  }
}
