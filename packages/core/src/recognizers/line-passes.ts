/** Redacting a line once to learn the texts that recognizers have to read, and once more when they were read. */
import { UNSETTLED_PLACEHOLDER } from '../detectors/joined-detectors.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { Rewrite } from '../policy/compile/compile-options.js';
import { type Counters, createRedactor } from '../redactor.js';

/** A text of which detectors left this much, and how sure a find in it has to be. */
export interface Asked {
  readonly text: string;
  readonly confidence: number;
}

/** What is to come out of texts that were read, by their keys. */
export type Answers = Map<string, string>;

export interface LinePasses {
  readonly compiled: CompiledPolicy;
  /** The texts of the line that there is no answer for, by key. Nothing comes out. */
  readonly ask: (line: Uint8Array, answers: Answers) => ReadonlyMap<string, Asked>;
  /** The line, redacted; `[redacted]` stands for the texts that there is no answer for: so many of them. */
  readonly write: (line: Uint8Array, answers: Answers) => { readonly line: string; readonly unread: number };
  /** Of lines that were written. */
  readonly counters: () => Counters;
}

/** One time that a line is redacted. */
interface Pass {
  readonly answers: Answers;
  readonly asked: Map<string, Asked>;
  readonly isAsking: boolean;
}

/** `compile` gives the policy with what it is given. */
export function createLinePasses(compile: (rewrite: Rewrite) => CompiledPolicy): LinePasses {
  // The one at work: redacting a line does not wait.
  let pass: Pass = { answers: new Map(), asked: new Map(), isAsking: true };
  const compiled = compile((text, confidence) => {
    if (text === '') return text;
    const key = `${confidence} ${text}`;
    const answer = pass.answers.get(key);
    if (answer === undefined) pass.asked.set(key, { text, confidence });
    return answer ?? (pass.isAsking ? text : UNSETTLED_PLACEHOLDER);
  });
  // What is counted is what comes out.
  const [asking, writing] = [createRedactor(compiled), createRedactor(compiled)];
  return {
    compiled,
    ask: (line, answers) => {
      pass = { answers, asked: new Map(), isAsking: true };
      asking.redactLine(line);
      return pass.asked;
    },
    write: (line, answers) => {
      pass = { answers, asked: new Map(), isAsking: false };
      return { line: writing.redactLine(line), unread: pass.asked.size };
    },
    counters: () => writing.counters(),
  };
}
