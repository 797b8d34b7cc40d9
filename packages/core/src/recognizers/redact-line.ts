import { UNSETTLED_PLACEHOLDER } from '../detectors/joined-detectors.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { Rewrite } from '../policy/compile/compile-options.js';
import type { Counters } from '../redactor.js';
import { type Answers, type Asked, createLinePasses } from './line-passes.js';
import { joinRecognizers, type Recognition, type RecognitionOptions } from './recognition.js';

/** Totals of lines that recognizers read. */
export interface RecognitionCounters extends Counters {
  /** Parts of texts that recognizers found. */
  readonly recognized: number;
  /** Texts for which `[redacted]` stands, since a recognizer failed or took too long. */
  readonly unread: number;
}

/** Redacts lines, recognizers included. */
export interface LineRedactor {
  /** As `redactLine` of a redactor; the bytes must not change meanwhile. Calls may overlap. Never rejects. */
  readonly redactLine: (line: Uint8Array) => Promise<string>;
  readonly counters: () => RecognitionCounters;
  /** Tells recognizers that nobody waits any more; what they have not read is not let out. */
  readonly close: () => void;
}

/** How often the texts of a line are asked for: what is put in place of one may show another. */
const ROUNDS = 3;

/**
 * Makes a redactor of lines in which recognizers run over what detectors run over, after them: kept free text and
 * messages. `compile` gives the policy with what it is given. Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) on options
 * that are none.
 */
export function createLineRedactor(
  compile: (rewrite: Rewrite) => CompiledPolicy,
  options: RecognitionOptions,
): LineRedactor {
  const { compiled, ask, write, counters } = createLinePasses(compile);
  const { begin } = joinRecognizers(options, compiled.policy.define);
  const { read, counts } = createReader();
  const active = new Set<Recognition>();
  const learn = async (line: Uint8Array, answers: Answers, recognition: Recognition): Promise<void> => {
    for (let round = 0; round < ROUNDS; round++) {
      const asked = ask(line, answers);
      if (asked.size === 0) return;
      for (const [key, one] of asked) answers.set(key, await read(key, one, recognition));
    }
  };
  return {
    redactLine: async (line) => {
      const answers: Answers = new Map();
      const recognition = begin();
      active.add(recognition);
      await learn(line, answers, recognition);
      recognition.close();
      active.delete(recognition);
      const written = write(line, answers);
      counts.unread += written.unread;
      return written.line;
    },
    counters: () => ({ ...counters(), ...counts }),
    close: () => {
      for (const recognition of active) recognition.close();
    },
  };
}

const MOST_CLEAN = 1024;
const CLEAN_LENGTH = 128;

/**
 * Reads texts, and counts. Short ones of late in which nothing was found are not read again: most are constants of the
 * program, and reading one takes a thousand times as long as redacting it.
 */
function createReader() {
  const counts = { recognized: 0, unread: 0 };
  const clean = new Set<string>();
  const onFound = (): void => {
    counts.recognized++;
  };
  const read = async (
    key: string,
    { text, confidence }: Asked,
    recognition: Recognition,
  ): Promise<string> => {
    if (clean.has(key)) return text;
    const left = await recognition.redact(text, confidence, onFound);
    if (left === undefined) counts.unread++;
    if (left === text && text.length <= CLEAN_LENGTH) {
      if (clean.size >= MOST_CLEAN) clean.clear();
      clean.add(key);
    }
    return left ?? UNSETTLED_PLACEHOLDER;
  };
  return { counts, read };
}
