/**
 * The messages of the errors that a record holds: a message of the record that repeats one of them says what the
 * error was not allowed to say.
 */
import { errorTypeOf } from './error-type.js';
import { isError } from './normalize.js';

/** The message of an Error that the record holds, and the type to put in its place. */
export interface ErrorMessage {
  readonly message: string;
  readonly type: string;
}

/** Most objects looked at, and most levels below the holder: enough for `{ ctx: { err } }`, bounded for the rest. */
const MAX_OBJECTS = 256;
const MAX_LEVELS = 4;
/** Most members of one object looked at. */
const MAX_MEMBERS = 1000;

/**
 * Adds the messages of `value`, where it is an error, and of the errors in it, however deep (to a bound), their
 * causes and aggregated errors included; errors as objects and as loggers serialize them. Looks at plain values
 * only: no getter of an object that is no error is called. Never throws.
 */
export function collectErrors(value: object, found: ErrorMessage[]): void {
  const queue: object[] = [value];
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

/** As `collectErrors` for one member of an object, which is not read where it is a getter. Never throws. */
export function collectMemberErrors(holder: object, name: string, found: ErrorMessage[]): void {
  try {
    const value: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
    if (typeof value === 'object' && value !== null) collectErrors(value, found);
  } catch {
    // As above.
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

export function isErrorLike(value: object): boolean {
  if (isError(value)) return true;
  return (
    typeof read(value, 'message') === 'string' &&
    ['stack', 'type', 'name', 'code'].some((name) => read(value, name) !== undefined)
  );
}

/** True where the text is the error's message, or holds it. */
export function repeats(text: string, errorMessage: string): boolean {
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
