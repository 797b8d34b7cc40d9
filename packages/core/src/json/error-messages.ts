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
  /** Only a text that is nothing but this message repeats it. */
  readonly whole: boolean;
}

/** A search through one record. */
export interface ErrorSearch {
  /**
   * Looks for errors wherever they are. Else among the members of the record and of its errors, in arrays and in
   * what the policy lists: a look at each member of everything else costs as much as writing the record.
   */
  readonly isDeep: boolean;
  readonly messages: ErrorMessage[];
  /** How many more values it may look at. */
  budget: number;
  /** There was more than it could look at: nobody knows what messages that holds. */
  incomplete: boolean;
  /** What was looked at already: cycles end, and what stands in two places costs once. Made when first needed. */
  seen: Set<object> | undefined;
  /** The first few of them: most records have no more, and a set costs as much as looking at them. */
  readonly first: object[];
}

/** Values of one record looked at: one object under a thousand names must not cost a thousand times. */
const MAX_VALUES = 100_000;
/** Most levels below a value. */
const MAX_LEVELS = 64;
/** Most messages found. */
const MAX_MESSAGES = 256;

/** What an earlier search found. */
export interface KnownErrors {
  readonly errors: readonly ErrorMessage[];
  readonly incomplete: boolean;
}

/** A search that has looked at nothing yet and knows what an earlier one found. */
export function createErrorSearch(isDeep: boolean, known?: KnownErrors): ErrorSearch {
  return {
    isDeep,
    messages: known === undefined || known.errors.length === 0 ? [] : [...known.errors],
    budget: MAX_VALUES,
    incomplete: known?.incomplete ?? false,
    seen: undefined,
    first: [],
  };
}

/**
 * Adds the messages of `value`, where it is an error, and of the errors in it, their causes and aggregated errors
 * included; errors as objects and as loggers serialize them. Goes down through plain objects and arrays; of an
 * instance of a class only the members. Looks at plain values only: no getter of an object that is no error is
 * called. Never throws; what is too much makes the search incomplete. `isListed`: the policy lets out the type of
 * `value` itself, so that it may stand for the message too.
 */
export function collectErrors(value: object, search: ErrorSearch, isListed = false): void {
  if (isListed && !isError(value)) addError(value, search, 0, errorTypeOf(value));
  visit(value, search, 0);
}

/**
 * As `collectErrors` for one member of an object, which is not read where it is a getter. Throws only what a proxy
 * throws.
 */
export function collectMemberErrors(holder: object, name: string | number, search: ErrorSearch): void {
  visitMember(holder, name, search, 0);
}

function visit(value: object, search: ErrorSearch, level: number): void {
  if (wasSeen(value, search)) return;
  if (search.budget <= 0 || level > MAX_LEVELS) {
    search.incomplete = true;
    return;
  }
  try {
    if (isErrorLike(value)) addError(value, search, level);
    if (Array.isArray(value)) visitElements(value, search, level);
    else if (isError(value)) visitMembers(value, search, level);
    else if (!search.isDeep) return;
    else if (level === 0 || isPlain(value)) visitMembers(value, search, level);
    else if (!ArrayBuffer.isView(value)) visitErrorsIn(value, search, level);
  } catch {
    // What cannot be looked at lets nothing out elsewhere either.
  }
}

/** True where the search has been at the value; from now on it has. */
function wasSeen(value: object, search: ErrorSearch): boolean {
  const { first } = search;
  if (first.includes(value)) return true;
  if (first.length < FEW) {
    first.push(value);
    return false;
  }
  search.seen ??= new Set();
  if (search.seen.has(value)) return true;
  search.seen.add(value);
  return false;
}

/** So many are looked through as fast as a set finds one. */
const FEW = 12;

function visitElements(elements: readonly unknown[], search: ErrorSearch, level: number): void {
  // Holes of a sparse array are no elements.
  if (elements.length > search.budget) {
    visitMembers(elements, search, level);
    return;
  }
  for (let index = 0; index < elements.length; index++) visitMember(elements, index, search, level + 1);
}

function visitMembers(holder: object, search: ErrorSearch, level: number): void {
  if (ArrayBuffer.isView(holder)) return;
  // `for in` makes no list of names; what a prototype adds has no descriptor here.
  for (const name in holder) {
    if (search.budget <= 0) {
      search.incomplete = true;
      return;
    }
    visitMember(holder, name, search, level + 1);
  }
}

/** A request or a socket leads to everything there is in a process: its own members are enough. */
function visitErrorsIn(holder: object, search: ErrorSearch, level: number): void {
  for (const name in holder) {
    search.budget--;
    const value: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
    if (typeof value === 'object' && value !== null && isError(value)) visit(value, search, level + 1);
  }
}

function visitMember(holder: object, name: string | number, search: ErrorSearch, level: number): void {
  search.budget--;
  const value: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
  if (typeof value === 'object' && value !== null) visit(value, search, level);
}

/**
 * Anyone can send an object that looks like an error: the type that it names would be theirs to put into the log,
 * and a message of one letter would be in every text.
 */
function addError(error: object, search: ErrorSearch, level: number, listedType?: string): void {
  const real = isError(error);
  const message = read(error, 'message');
  if (typeof message === 'string') {
    const type = (real ? errorTypeOf(error) : listedType) ?? 'Error';
    const isTrusted = real || listedType !== undefined;
    for (const part of partsOf(message, error, search)) {
      if (search.messages.length >= MAX_MESSAGES) search.incomplete = true;
      else search.messages.push({ message: part, type, whole: !isTrusted && part.length < MIN_PART });
    }
  }
  for (const name of ['cause', 'errors']) {
    const inner = read(error, name);
    if (typeof inner === 'object' && inner !== null) visit(inner, search, level + 1);
  }
}

/** An object or array as a literal or `JSON.parse` makes it, of any realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype ||
    prototype === null ||
    Array.isArray(value) ||
    Object.getPrototypeOf(prototype) === null
  );
}

/**
 * The message in the forms in which it gets into texts: as it is, trimmed, escaped as in JSON. Serializers join the
 * messages of a cause chain by colons: each is a message of its own.
 */
function partsOf(message: string, error: object, search: ErrorSearch): string[] {
  const parts = new Set([message, message.trim(), JSON.stringify(message).slice(1, -1)]);
  if (!isError(error)) {
    const joined = message.split(': ', MAX_MESSAGES + 1);
    if (joined.length > MAX_MESSAGES) search.incomplete = true;
    for (const part of joined) if (part.length >= MIN_PART) parts.add(part);
  }
  parts.delete('');
  return [...parts];
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
export function repeats(text: string, { message, whole }: ErrorMessage): boolean {
  if (whole) return text === message;
  return text.includes(message) || (text !== '' && message.startsWith(`${text}: `));
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
