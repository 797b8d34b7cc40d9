/** How many lines are no records of JSON, told by their ends: text is, and a record that breaks off. */

export interface LineCount {
  /** Whole lines. Empty ones are none. */
  readonly add: (block: Uint8Array) => void;
  readonly lines: () => number;
  /** So many of them are none for certain. What only a parser would find is not among them. */
  readonly notJson: () => number;
}

const [TAB, LINE_FEED, RETURN, SPACE] = [9, 10, 13, 32];
const [QUOTE, OPEN, CLOSE] = [0x22, 0x7b, 0x7d];
/** Of a longer one, only the beginning may be there. */
const MAX_WHOLE_BYTES = 1024 * 1024;

export function createLineCount(): LineCount {
  let lines = 0;
  let notJson = 0;
  return {
    add: (block) => {
      for (let from = 0; from < block.length;) {
        const found = block.indexOf(LINE_FEED, from);
        const end = found === -1 ? block.length : found;
        if (end > from) lines++;
        if (end > from && !looksLikeRecord(block, from, end)) notJson++;
        from = end + 1;
      }
    },
    lines: () => lines,
    notJson: () => notJson,
  };
}

/** `{` and then a name or nothing, as a parser wants it, and `}` at the end. */
function looksLikeRecord(block: Uint8Array, from: number, end: number): boolean {
  const first = skipBlanks(block, from, end, 1);
  if (block[first] !== OPEN) return false;
  const second = block[skipBlanks(block, first + 1, end, 1)];
  if (second !== QUOTE && second !== CLOSE) return false;
  return end - from > MAX_WHOLE_BYTES || block[skipBlanks(block, end - 1, end, -1)] === CLOSE;
}

/** The place of the next byte that is no blank; there is one behind a line, and `{` in front. */
function skipBlanks(block: Uint8Array, from: number, end: number, step: 1 | -1): number {
  let at = from;
  while (at < end && isBlank(block[at])) at += step;
  return at;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === RETURN;
}
