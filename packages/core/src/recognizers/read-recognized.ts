import { CERTAIN } from '../detectors/confidence.js';
import type { Finding } from '../detectors/detector.js';
import { mergeOverlaps } from '../detectors/overlap.js';

/** Findings from what a recognizer returned, merged and in order. Throws on anything but parts of the text. */
export function readRecognized(id: string, text: string, returned: unknown): readonly Finding[] {
  if (!Array.isArray(returned)) throw new TypeError('no list');
  const { length } = returned;
  // Of the parts that a text has, nobody returns many times as many.
  if (length > MOST + 4 * text.length) throw new RangeError('more parts than the text can have');
  const findings: Finding[] = [];
  for (let at = 0; at < length; at++) findings.push(readPart(id, text, returned[at]));
  return mergeOverlaps(findings);
}

const MOST = 16;

function readPart(id: string, text: string, part: unknown): Finding {
  if (typeof part !== 'object' || part === null) throw new TypeError('no part');
  const {
    start,
    end,
    confidence = CERTAIN,
  } = part as { start?: unknown; end?: unknown; confidence?: unknown };
  if (!isPlace(text, start) || !isPlace(text, end) || start >= end)
    throw new RangeError('no part of the text');
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1))
    throw new RangeError('no confidence');
  return { detector: id, start, end, confidence };
}

/** Not between the halves of a character. */
function isPlace(text: string, at: unknown): at is number {
  if (typeof at !== 'number' || !Number.isInteger(at) || at < 0 || at > text.length) return false;
  const isHigh = (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return !(isHigh && (text.charCodeAt(at) & 0xfc00) === 0xdc00);
}
