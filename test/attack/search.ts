/**
 * Looks for canaries in what came out. Outputs are gathered and searched together, since a search over much text
 * costs little more than one over little; only a batch with something in it is gone through one by one.
 */
import { formsIn } from './planted.js';

/** Something that must not be. Holds no value of a record. */
export interface Fault {
  /** The case: what makes it again. */
  readonly at: string;
  /** Which way the record went, and what was wrong: `pino: leak as hex`. */
  readonly what: string;
}

export interface Search {
  readonly add: (at: string, path: string, text: string) => void;
  /** Searches what is left. */
  readonly flush: () => void;
  /** Needles looked for in outputs, so far. */
  readonly outputs: () => number;
}

const BATCH = 60_000;

export function createSearch(report: (fault: Fault) => void): Search {
  let batch: { at: string; path: string; text: string }[] = [];
  let length = 0;
  let outputs = 0;
  const flush = () => {
    if (batch.length > 0 && formsIn(batch.map(({ text }) => text).join('\n')).length > 0) {
      for (const { at, path, text } of batch) {
        for (const form of formsIn(text)) report({ at, what: `${path}: leak as ${form}` });
      }
    }
    batch = [];
    length = 0;
  };
  return {
    add: (at, path, text) => {
      outputs++;
      batch.push({ at, path, text });
      length += text.length;
      if (length > BATCH) flush();
    },
    flush,
    outputs: () => outputs,
  };
}
