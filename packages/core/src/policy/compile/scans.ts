import type { ActionContext } from '../../actions/action.js';
import type { Scanner } from '../../detectors/scan.js';
import { escapeQuotes, escapeText } from '../../json/json-text.js';
import type { Rewrite } from './compile-options.js';

/** Free text in, what may leave of it out. */
export type Scans = Pick<ActionContext, 'scan' | 'scanQuoted' | 'scanText'>;

/** What detectors leave goes through `rewrite`, and through the detectors again. */
export function rewritten(scanner: Scanner, rewrite: Rewrite | undefined): Scanner {
  if (rewrite === undefined) return scanner;
  return (source, confidence = 0) => {
    const before = scanner(source, confidence);
    const after = scanner(rewrite(before.text, confidence), confidence);
    return { ...after, findings: before.findings + after.findings };
  };
}

/** What rules and messages scan with. */
export function createScans(scanner: Scanner, confidence: number): Scans {
  const scanText: Scans['scanText'] = (source, run, most, asked = confidence) => {
    const { text, findings, escapes } = scanner(source, asked);
    run.counts.findings += findings;
    if (text.length > most) return undefined;
    if (escapes === 'none') return text;
    return escapes === 'quotes' ? escapeQuotes(text) : escapeText(text);
  };
  return {
    scanText,
    scan: (source, run) => {
      const { text, findings } = scanner(source, confidence);
      run.counts.findings += findings;
      return text;
    },
    scanQuoted: (source, run, most) => {
      const text = scanText(source, run, most);
      return text === undefined ? undefined : `"${text}"`;
    },
  };
}
