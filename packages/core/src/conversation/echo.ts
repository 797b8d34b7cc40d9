/**
 * Echo memory: what was found once in a conversation is found again wherever it is repeated, in other forms too.
 * Values are held as keyed digests only, under a key of the conversation that goes with it.
 */
import { LONGEST_FORM, type Form, formsOf } from './forms.js';
import { createDigest } from './digest.js';
import { matchAt } from './boundaries.js';
import { normalForm } from './normal-form.js';
import { decoded, valuesIn } from './readings.js';
import { joinSpans, type Span } from './spans.js';
import { createWindows } from './windows.js';

/** What a conversation remembers of the values that were found in it. */
export interface EchoMemory {
  /** Remembers the forms of a value. */
  remember(value: string, placeholder: string): void;
  /** Spans of a text that repeat a remembered value. Linear in the text for at most `MOST_LENGTHS` lengths. */
  find(text: string): readonly Span[];
  /** Longest remembered form, in letters and digits; 0 where nothing is remembered. */
  longest(): number;
  forget(): void;
}

/** Most forms remembered; the oldest go first. A value has one to five of them. */
export const MOST_FORMS = 4096;

interface Remembered {
  readonly kind: Form['kind'];
  readonly placeholder: string;
  readonly length: number;
  readonly print: number;
}

/** Makes an empty memory with a key of its own. Throws where the platform has no source of randomness. */
export function createEchoMemory(): EchoMemory {
  const digest = createDigest();
  const windows = createWindows();
  /** By digest, oldest first. */
  const forms = new Map<string, Remembered>();
  const drop = (key: string, form: Remembered): void => {
    forms.delete(key);
    if (form.kind !== 'ending') windows.remove(form.length, form.print);
  };
  const dropOldest = (): void => {
    const [first] = forms;
    if (first !== undefined) drop(...first);
  };
  const add = ({ text, kind }: Form, placeholder: string): void => {
    const key = kind + digest(text);
    const known = forms.get(key);
    if (known !== undefined) drop(key, known);
    if (kind !== 'ending') while (!windows.hasRoom(text.length)) dropOldest();
    if (forms.size >= MOST_FORMS) dropOldest();
    const print = kind === 'ending' ? 0 : windows.add(text);
    forms.set(key, { kind, placeholder, length: text.length, print });
  };
  return {
    remember: (value, placeholder) => {
      for (const one of valuesIn(value)) for (const form of formsOf(one)) add(form, placeholder);
    },
    find: (text) => (forms.size === 0 ? [] : repeatsIn(text)),
    longest: () => (forms.size === 0 ? 0 : Math.min(LONGEST_FORM, Math.max(4, windows.longest()))),
    forget: () => {
      forms.clear();
      windows.clear();
    },
  };

  function repeatsIn(source: string): readonly Span[] {
    const { text, placeOf } = decoded(source);
    const spans = joinSpans(repeats(text), endings(text));
    return spans.map((span) => ({ ...span, start: placeOf(span.start), end: placeOf(span.end) }));
  }

  function repeats(source: string): readonly Span[] {
    const normal = normalForm(source);
    const spans: Repeat[] = [];
    const digestOnce = remembering(digest);
    /** The length that is looked at, and where the last word ends that goes as a whole: it is read once. */
    let length = 0;
    let covered = 0;
    windows.each(normal.text, (start, end) => {
      if (end - start !== length) covered = 0;
      length = end - start;
      if ((normal.starts[start] ?? 0) < covered) return;
      const key = digestOnce(normal.text.slice(start, end));
      for (const kind of KINDS) {
        const form = forms.get(kind + key);
        const span = form === undefined ? undefined : matchAt(source, normal, start, end, kind);
        if (form === undefined || span === undefined) continue;
        spans.push({ ...span, placeholder: form.placeholder, length });
        if (kind === 'head') covered = span.end;
      }
    });
    return joinSpans([], inOrder(spans));
  }

  function endings(source: string): readonly Span[] {
    const spans: Span[] = [];
    const digestOnce = remembering(digest);
    for (const match of source.matchAll(ENDING)) {
      const form = forms.get(`ending${digestOnce(match[1] ?? '')}`);
      const end = match.index + match[0].length;
      if (form !== undefined) spans.push({ start: end - 4, end, placeholder: form.placeholder });
    }
    return spans;
  }
}

const KINDS = ['word', 'anywhere', 'head', 'tail'] as const;

/** What people say before the last four digits of a number, or put in place of the others. */
const ENDING =
  /(?:(?:end(?:ing|s|ed)?|last (?:four|4)(?: digits)?|digits)(?: (?:in|with|of|is|are|was|were))?|[x*\u2022#.\u2026]{2})[\s:"'(=#-]{0,4}(\d{4})(?!\d)/gi;

/** A text can hold the same window a million times. */
function remembering(digest: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST_FORMS) known.clear();
    const key = digest(text);
    known.set(text, key);
    return key;
  };
}

/** A span, and how long the form is that it repeats. */
interface Repeat extends Span {
  readonly length: number;
}

/** The longest form names what several of them say: in which order they were remembered changes when they are told again. */
function inOrder(spans: readonly Repeat[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end || b.length - a.length);
  const apart: Span[] = [];
  for (const span of sorted) {
    const last = apart.at(-1);
    if (last === undefined || span.start >= last.end) apart.push(span);
    else if (span.end > last.end) apart[apart.length - 1] = { ...last, end: span.end };
  }
  return apart;
}
