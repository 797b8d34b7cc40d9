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

/** A search through one record: what it found, and how many more values it may look at. */
export interface ErrorSearch {
  readonly messages: ErrorMessage[];
  budget: number;
}

/** Values of one record looked at: one object under a thousand names must not cost a thousand times. */
const MAX_VALUES = 20_000;
/** Most levels below a value: enough for `{ ctx: { result: { err } } }`. */
const MAX_LEVELS = 4;
/** Most errors behind one another. */
const MAX_CAUSES = 32;

/** A search that has looked at nothing yet and knows these messages. */
export function createErrorSearch(known: readonly ErrorMessage[] = []): ErrorSearch {
  return { messages: [...known], budget: MAX_VALUES };
}

/**
 * Adds the messages of `value`, where it is an error, and of the errors in it, however deep (to a bound), their
 * causes and aggregated errors included; errors as objects and as loggers serialize them. Looks at plain values
 * only: no getter of an object that is no error is called. Never throws.
 */
export function collectErrors(value: object, search: ErrorSearch): void {
  visit(value, search, 0, 0);
}

/** As `collectErrors` for one member of an object, which is not read where it is a getter. Never throws. */
export function collectMemberErrors(holder: object, name: string, search: ErrorSearch): void {
  try {
    visitMember(holder, name, search, 0);
  } catch {
    // What cannot be looked at lets nothing out elsewhere either.
  }
}

function visit(value: object, search: ErrorSearch, level: number, causes: number): void {
  if (search.budget-- <= 0) return;
  try {
    if (isErrorLike(value)) addError(value, search, level, causes);
    if (level < MAX_LEVELS) visitMembers(value, search, level);
  } catch {
    // As above.
  }
}

function visitMembers(holder: object, search: ErrorSearch, level: number): void {
  if (ArrayBuffer.isView(holder)) return;
  // `for in` goes through no list of names, and nothing is taken from a prototype.
  for (const name in holder) {
    if (search.budget <= 0) return;
    visitMember(holder, name, search, level + 1);
  }
}

function visitMember(holder: object, name: string, search: ErrorSearch, level: number): void {
  search.budget--;
  const value: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
  if (typeof value === 'object' && value !== null) visit(value, search, level, 0);
}

function addError(error: object, search: ErrorSearch, level: number, causes: number): void {
  const message = read(error, 'message');
  if (typeof message === 'string') {
    const type = errorTypeOf(error) ?? 'Error';
    for (const part of partsOf(message, error)) search.messages.push({ message: part, type });
  }
  if (causes >= MAX_CAUSES) return;
  for (const name of ['cause', 'errors']) {
    const inner = read(error, name);
    if (Array.isArray(inner)) {
      for (const each of inner.slice(0, MAX_CAUSES) as unknown[]) {
        if (typeof each === 'object' && each !== null) visit(each, search, level, causes + 1);
      }
    } else if (typeof inner === 'object' && inner !== null) visit(inner, search, level, causes + 1);
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

/** True for errors, and for plain objects that look like what a logger makes of them. Calls no getter of the latter. */
export function isErrorLike(value: object): boolean {
  if (isError(value)) return true;
  return (
    Object.hasOwn(value, 'message') &&
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
