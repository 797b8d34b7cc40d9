/**
 * Whether a value is gone. Strict: no piece of 60 % of it may be left, nor one of 40 characters. Half a card number
 * with its beginning starred out is found; a token whose signature alone is gone is not.
 */
const SHARE = 0.6;
const LONGEST_LEFT = 40;

/** True where the text has a piece of the value that is too long to be left. */
export function hasPartOf(text, value) {
  const length = Math.min(Math.ceil(value.length * SHARE), LONGEST_LEFT);
  for (let start = 0; start + length <= value.length; start++) {
    if (text.includes(value.slice(start, start + length))) return true;
  }
  return false;
}

/**
 * Whether the output has the value no more: as it is written in the line, and where it is written in another form also
 * not in plain, since undoing the form alone finds nothing.
 */
export function isFound(output, { text, plain = text }) {
  if (hasPartOf(output, text)) return false;
  return plain === text || !hasPartOf(folded(output), plain);
}

/** Without what has no width, and with one form for characters that have several. */
function folded(text) {
  return text.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '').normalize('NFKC');
}

/**
 * The share of the characters beside the values that the output has lost; what may go or stay does not count. Words
 * and marks of the line are looked for in the output in their order, so that what moved counts as lost.
 */
export function contextLost(line, output) {
  const tokens = contextTokens(line);
  const total = tokens.reduce((sum, token) => sum + weightOf(token), 0);
  if (total === 0 || output === line.text) return { lost: 0, total };
  const left = tokensOf(output);
  let [head, tailTokens, tailLeft] = [0, tokens.length, left.length];
  while (head < tailTokens && head < tailLeft && tokens[head].text === left[head]) head++;
  while (tailTokens > head && tailLeft > head && tokens[tailTokens - 1].text === left[tailLeft - 1]) {
    tailTokens--;
    tailLeft--;
  }
  const middle = tokens.slice(head, tailTokens);
  const kept = longestCommon(middle, left.slice(head, tailLeft));
  return { lost: middle.reduce((sum, token) => sum + weightOf(token), 0) - kept, total };
}

function weightOf({ text, counts }) {
  return counts ? text.length : 0;
}

/** The tokens of the line, cut where values begin and end; those of values and neutral parts do not count. */
function contextTokens({ text, values, neutral }) {
  const spans = [...values, ...neutral].sort((a, b) => a.start - b.start);
  const tokens = [];
  let end = 0;
  const add = (part, counts) => tokens.push(...tokensOf(part).map((token) => ({ text: token, counts })));
  for (const span of spans) {
    add(text.slice(end, span.start), true);
    add(text.slice(span.start, span.end), false);
    end = span.end;
  }
  add(text.slice(end), true);
  return tokens;
}

function tokensOf(text) {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** The weight of the heaviest common subsequence. */
function longestCommon(tokens, left) {
  let row = new Float64Array(left.length + 1);
  for (const token of tokens) {
    const next = new Float64Array(left.length + 1);
    for (let column = 1; column <= left.length; column++) {
      const match = token.text === left[column - 1] ? row[column - 1] + weightOf(token) : 0;
      next[column] = Math.max(match, row[column], next[column - 1]);
    }
    row = next;
  }
  return row[left.length];
}
