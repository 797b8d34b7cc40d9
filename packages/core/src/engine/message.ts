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

/** Most objects looked at, and most levels below the holder: enough for `{ ctx: { err } }`, bounded for the rest. */
const MAX_OBJECTS = 256;
const MAX_LEVELS = 4;
/** Most members of one object looked at. */
const MAX_MEMBERS = 1000;

/**
 * Adds the messages of the errors in `holder`, however deep (to a bound), their causes and aggregated errors
 * included; errors as objects and as loggers serialize them. Looks at plain values only: no getter of an object
 * that is no error is called. Never throws.
 */
export function collectErrors(holder: object, found: ErrorMessage[]): void {
  const queue: object[] = [holder];
  let ends = 1;
  for (let i = 0, level = 0; i < queue.length && i < MAX_OBJECTS; i++) {
    if (i === ends) {
      ends = queue.length;
      level++;
    }
    const object = queue[i] as object;
    try {
      if (isErrorLike(object)) addError(object, queue, found);
      if (level < MAX_LEVELS) addMembers(object, queue);
    } catch {
      // What cannot be looked at lets nothing out elsewhere either.
    }
  }
}

function addError(error: object, queue: object[], found: ErrorMessage[]): void {
  const message = read(error, 'message');
  if (typeof message === 'string') {
    const type = errorTypeOf(error) ?? 'Error';
    for (const part of partsOf(message, error)) found.push({ message: part, type });
  }
  for (const name of ['cause', 'errors']) {
    const inner = read(error, name);
    if (typeof inner === 'object' && inner !== null) queue.push(inner);
  }
}

function addMembers(holder: object, queue: object[]): void {
  if (ArrayBuffer.isView(holder)) return;
  const names = Array.isArray(holder) ? holder.keys() : Object.keys(holder);
  let looked = 0;
  for (const name of names) {
    if (looked++ >= MAX_MEMBERS) return;
    add(Object.getOwnPropertyDescriptor(holder, name)?.value, queue);
  }
}

function add(value: unknown, queue: object[]): void {
  if (typeof value === 'object' && value !== null && queue.length < MAX_OBJECTS) queue.push(value);
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
