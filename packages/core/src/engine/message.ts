/**
 * The message is free text, the widest hole of a record: what the program wrote and what users typed arrive in
 * one string. Here it becomes what `message` of the policy lets out.
 */
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { FindText, Found } from '../messages/catalog.js';
import { UNKNOWN_MESSAGE } from '../messages/unknown.js';
import { errorTypeOf } from '../json/error-type.js';
import { repeats } from '../json/error-messages.js';
import { copyOf, escapeText } from '../json/json-text.js';
import type { Run } from '../run/run.js';

/** The message of a record, where the caller knows more of it than its text. */
export interface Message {
  /** The format string as the program wrote it, a prefix included; or the lone string that was logged. */
  readonly template: string;
  /** The text with its values. Called only under `scan`, and for a catalog's text of which values are kept; may throw. */
  readonly interpolate?: (() => string) | undefined;
  /** The error whose own message the text is: its type takes the place of the text, save under a catalog. */
  readonly error?: unknown;
}

/**
 * The message as JSON text without its quotes; undefined where it does not leave. Counts what comes out. May throw what
 * `interpolate` throws, and the HMAC of a key.
 */
export function writeMessage(compiled: CompiledPolicy, message: Message, run: Run): string | undefined {
  if (compiled.message === 'remove') return undefined;
  if (compiled.findText !== undefined) return writeKnown(compiled, compiled.findText, message, run);
  const text = writeFree(compiled, message, run);
  if (text !== undefined) run.counts.kept++;
  return text;
}

/** What detectors leave of the text, or the type of the error that it repeats. */
function writeFree(compiled: CompiledPolicy, message: Message, run: Run): string | undefined {
  if (message.error !== undefined) return escapeText(typeOfError(message.error));
  // A record too large to be searched may hold the error that the message repeats.
  if (run.errors?.incomplete === true) return undefined;
  const text = compiled.message === 'scan' ? (message.interpolate?.() ?? message.template) : message.template;
  // Detectors are linear, but not free: the limit comes first.
  if (text.length > compiled.limits.stringLength) return undefined;
  const repeated = run.errors?.messages.find((error) => repeats(text, error));
  return scanText(compiled, repeated?.type ?? text, run);
}

/**
 * A text of the program, or the placeholder: nothing that a message holds comes out, so that nobody has to look at it.
 * The text of an error is no program's text that could be missing.
 */
function writeKnown(
  { limits, nameUnknown }: CompiledPolicy,
  find: FindText,
  message: Message,
  run: Run,
): string | undefined {
  const { template, error } = message;
  if (template.length > limits.stringLength) return undefined;
  // One that an earlier redactor put there stays one, whatever texts with holes it resembles.
  const known = template === UNKNOWN_MESSAGE ? undefined : find(template);
  if (known === undefined) {
    const name = template === UNKNOWN_MESSAGE ? undefined : nameUnknown?.(template);
    if (name === undefined) run.counts.replaced++;
    else run.counts.pseudonymized++;
    if (error === undefined && template !== UNKNOWN_MESSAGE) run.counts.missed++;
    return name ?? UNKNOWN_MESSAGE;
  }
  run.counts.kept++;
  return known.isTyped ? withValues(known, find, message, limits.stringLength) : known.written;
}

/** A format string has its values beside it: the text with them is asked for, and has to be the very same one. */
function withValues({ shown, written }: Found, find: FindText, message: Message, most: number): string {
  const text = message.interpolate?.();
  if (text === undefined || text.length > most) return written;
  const filled = find(text);
  return filled?.shown === shown ? filled.written : written;
}

/**
 * Most messages are constants of the program: what was clean before need not be looked at again. Kept is nothing that
 * has not come out.
 */
function scanText(
  { knownTexts, scanText: scan }: CompiledPolicy,
  text: string,
  run: Run,
): string | undefined {
  const known = knownTexts?.get(text);
  if (known !== undefined) return known.text;
  const { findings } = run.counts;
  const written = scan(text, run, Infinity);
  if (knownTexts === undefined || written === undefined) return written;
  if (text.length <= KNOWN_LENGTH && run.counts.findings === findings) {
    if (knownTexts.size >= MOST_KNOWN) knownTexts.clear();
    const own = copyOf(text);
    knownTexts.set(own, { text: written === text ? own : written, isPlainWords: isPlainWords(text) });
  }
  return written;
}

const MOST_KNOWN = 256;
const KNOWN_LENGTH = 128;

/** As `isPlainWords`. */
export function isKnownPlain({ knownTexts }: CompiledPolicy, text: string): boolean {
  return knownTexts?.get(text)?.isPlainWords ?? isPlainWords(text);
}

/**
 * True for a text that says nothing of a value: `request completed`. Names begin with a capital, and nearly all other
 * data has digits or signs in it.
 */
export function isPlainWords(text: string): boolean {
  return PLAIN_WORDS.test(text);
}

const PLAIN_WORDS = /^[A-Za-z][a-z ,._-]*$/;

function typeOfError(error: unknown): string {
  return (typeof error === 'object' && error !== null ? errorTypeOf(error) : undefined) ?? 'Error';
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
