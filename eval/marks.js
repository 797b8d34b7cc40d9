/**
 * A text that was written by hand with its values marked, `{{type:value}}`, as `{ text, values, neutral }`; what may go or
 * stay is marked `{{?:…}}`.
 */
export function readMarks(marked) {
  const [values, neutral] = [[], []];
  let text = '';
  let from = 0;
  for (const match of marked.matchAll(/\{\{([a-z][a-z0-9-]*|\?):(.+?)\}\}/gs)) {
    const [whole, type, value] = match;
    text += marked.slice(from, match.index);
    const span = { type, text: value, start: text.length, end: text.length + value.length };
    (type === '?' ? neutral : values).push(span);
    text += value;
    from = match.index + whole.length;
  }
  return { text: text + marked.slice(from), values, neutral };
}
