import { UNSETTLED_PLACEHOLDER } from '../detectors/joined-detectors.js';
import { createPlaceholderSearch } from '../detectors/placeholders.js';
import { DETECTORS } from '../detectors/registry.js';
import { LogsieveError } from '../errors.js';
import { placeholderFor } from '../own-detectors/own-detector.js';
import type { Definitions } from '../policy/policy.js';
import { readRecognized } from './read-recognized.js';
import type { Recognizer } from './recognizer.js';

export interface RecognitionOptions {
  /** One after the other: each sees what those before it left. */
  readonly recognizers: readonly Recognizer[];
  /** Most milliseconds that a call waits for all of them; what is not read by then is not let out. Default 5000. */
  readonly timeout?: number | undefined;
}

/** Told each value that was found, with its placeholder. */
type OnFound = (value: string, placeholder: string) => void;

/** Reads texts until its time is over. */
export interface Recognition {
  /** The text without what was found at least so sure; undefined where that is not known. Never rejects. */
  readonly redact: (text: string, confidence: number, onFound?: OnFound) => Promise<string | undefined>;
  /** To be called at the end, or before it where nobody waits any more. */
  readonly close: () => void;
}

/** What runs recognizers. */
export interface Recognizers {
  readonly begin: () => Recognition;
  /** Parts of a text that no longer are what somebody wrote. */
  readonly findPlaceholders: ReturnType<typeof createPlaceholderSearch>;
}

const DEFAULT_TIMEOUT = 5000;
const LONGEST_TIMEOUT = 2_147_483_647;

/** Checks and joins recognizers. Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) on what is none. */
export function joinRecognizers(
  { recognizers, timeout = DEFAULT_TIMEOUT }: RecognitionOptions,
  define: Definitions,
): Recognizers {
  const all = readRecognizers(recognizers);
  checkTimeout(timeout);
  const findPlaceholders = createPlaceholderSearch(placeholdersOf(all, define));
  const begin = (): Recognition => {
    const deadline = createDeadline(timeout);
    return {
      redact: async (text, confidence, onFound) => {
        try {
          let left = text;
          for (const one of all) {
            const returned = await deadline.race(() => one.recognize(left, { signal: deadline.signal }));
            left = replace(left, one, returned, confidence, onFound);
          }
          return left;
        } catch {
          return undefined;
        }
      },
      close: deadline.close,
    };
  };
  const replace = (
    text: string,
    { id, placeholder }: Recognizer,
    returned: unknown,
    confidence: number,
    onFound?: OnFound,
  ) => {
    const placeholders = findPlaceholders(text);
    let replaced = '';
    let from = 0;
    for (const finding of readRecognized(id, text, returned)) {
      if (finding.confidence < confidence) continue;
      for (const { start, end } of without(finding, placeholders)) {
        onFound?.(text.slice(start, end), placeholder);
        replaced += text.slice(from, start) + placeholder;
        from = end;
      }
    }
    return replaced + text.slice(from);
  };
  return { begin, findPlaceholders };
}

/** Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) on what is no time. */
export function checkTimeout(timeout: unknown = DEFAULT_TIMEOUT): void {
  if (!Number.isInteger(timeout) || (timeout as number) < 1 || (timeout as number) > LONGEST_TIMEOUT)
    throw wrong('timeout', 'give a whole number of milliseconds, at least 1');
}

/** A part of a text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is left of a span between placeholders: these are never altered. */
function without({ start, end }: Span, placeholders: readonly Span[]): readonly Span[] {
  const left: Span[] = [];
  let from = start;
  for (const placeholder of placeholders) {
    if (placeholder.end <= from || placeholder.start >= end) continue;
    if (placeholder.start > from) left.push({ start: from, end: placeholder.start });
    from = placeholder.end;
  }
  if (from < end) left.push({ start: from, end });
  return left;
}

interface Deadline {
  readonly signal: AbortSignal;
  /** What `run` gives, unless time is over first. Rejects where it does, or time is over. */
  readonly race: (run: () => unknown) => Promise<unknown>;
  readonly close: () => void;
}

function createDeadline(milliseconds: number): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => {
    controller.abort();
  }, milliseconds);
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new RangeError('time is over'));
    });
  });
  // Nobody may be waiting.
  over.catch(() => undefined);
  return {
    signal,
    race: async (run) => {
      signal.throwIfAborted();
      return Promise.race([run(), over]);
    },
    close: () => {
      clearTimeout(timer);
      controller.abort();
    },
  };
}

function placeholdersOf(recognizers: readonly Recognizer[], define: Definitions): readonly string[] {
  const own = Object.entries(define).map(([id, { placeholder }]) => placeholder ?? placeholderFor(id));
  const found = [...DETECTORS, ...recognizers].map(({ placeholder }) => placeholder);
  return [UNSETTLED_PLACEHOLDER, '[media]', ...found, ...own];
}

function readRecognizers(value: unknown): readonly Recognizer[] {
  const all = Array.isArray(value) ? Array.from(value, readRecognizer) : [];
  if (all.length > 0 && all.every((one) => one !== undefined)) return all;
  throw wrong('recognizers', 'give a list of { id, placeholder: "[name]", recognize }');
}

/** Read once: its placeholder is put into texts as it is, and must be what was looked at. */
function readRecognizer(value: unknown): Recognizer | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, placeholder, recognize } = value as Partial<Record<keyof Recognizer, unknown>>;
  if (!isName(id, /^[a-z][a-z\d-]*$/) || !isName(placeholder, /^\[[a-z][a-z\d-]*\]$/)) return undefined;
  if (typeof recognize !== 'function') return undefined;
  const method = recognize as Recognizer['recognize'];
  return { id, placeholder, recognize: (...args) => Reflect.apply(method, value, args) };
}

function isName(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}

function wrong(path: string, hint: string): LogsieveError {
  return new LogsieveError(
    'ERR_LOGSIEVE_OPTIONS',
    'an option of recognizers is missing or of the wrong type',
    {
      path,
      hint,
    },
  );
}
