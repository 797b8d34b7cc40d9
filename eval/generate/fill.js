import { createFiller } from './fillers.js';
import { createValue } from './values/index.js';

/**
 * Templates have holes: `{{email}}` a value of that type (`{{phone!}}`: a telling word stands in front of it),
 * `{{value}}` and `{{label}}` a value of the type that a line is made for and a name of a field for it, `{{hard}}` a
 * value in a hard form, `{{~uuid}}` a filler, `{{?user}}` a filler that may go. After a bar stands how it is written:
 * `{{label|snake}}`, `{{email|json}}`.
 */
export function fill(template, random, { type, labels, set, hard }) {
  const parts = [];
  // One name a line, however often and in whatever style it stands there.
  const label = labels === undefined ? undefined : random.pick(labels);
  const options = { type, label, set, hard, hasWord: template.includes('{{label') };
  for (const { literal, hole } of piecesOf(template)) {
    if (literal !== undefined) parts.push({ kind: 'context', text: literal });
    else parts.push(...fillHole(hole, random, options));
  }
  return lineOf(parts);
}

/** The template with its holes emptied and all that differs from line to line taken out: what makes it this template. */
export function skeletonOf(template) {
  return template
    .replace(HOLE, '{}')
    .toLowerCase()
    .replace(/[\d\s"']+/g, ' ')
    .trim();
}

const HOLE = /\{\{([~?]?)([a-z0-9-]+)(!?)(?:\|([a-z]+))?\}\}/g;

function piecesOf(template) {
  const pieces = [];
  let end = 0;
  for (const match of template.matchAll(HOLE)) {
    const [text, mark, name, exclamation, style] = match;
    if (match.index > end) pieces.push({ literal: template.slice(end, match.index) });
    pieces.push({ hole: { mark, name, hasWord: exclamation === '!', style } });
    end = match.index + text.length;
  }
  if (end < template.length) pieces.push({ literal: template.slice(end) });
  return pieces;
}

function fillHole({ mark, name, hasWord, style }, random, options) {
  const write = styleOf(style);
  if (mark !== '') {
    return [{ kind: mark === '?' ? 'neutral' : 'context', text: write(createFiller(name, random)) }];
  }
  if (name === 'hard') return [options.hard];
  if (name === 'label') return [{ kind: 'context', text: write(options.label) }];
  const made = createValue(name === 'value' ? options.type : name, random, {
    hasWord: hasWord || options.hasWord,
    set: options.set,
  });
  return made.parts.map((part) => ({ ...part, text: write(part.text), type: made.type, sub: made.sub }));
}

function styleOf(style) {
  if (style === undefined) return (text) => text;
  const write = STYLES[style];
  if (write === undefined) throw new Error(`no style ${style}`);
  return write;
}

const capital = (word) => `${word[0].toUpperCase()}${word.slice(1)}`;
const STYLES = {
  words: (text) => text,
  json: (text) => JSON.stringify(text).slice(1, -1),
  url: (text) => encodeURIComponent(text),
  form: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  sql: (text) => text.replaceAll("'", "''"),
  snake: (text) => text.replaceAll(/[ -]/g, '_').toLowerCase(),
  upper: (text) => text.replaceAll(/[ -]/g, '_').toUpperCase(),
  kebab: (text) => text.replaceAll(' ', '-').toLowerCase(),
  dotted: (text) => text.replaceAll(/[ -]/g, '.').toLowerCase(),
  header: (text) => `X-${text.split(/[ -]/).map(capital).join('-')}`,
  title: (text) => capital(text),
  pascal: (text) => text.split(/[ -]/).map(capital).join(''),
  camel: (text) =>
    text
      .split(/[ -]/)
      .map((word, index) => (index === 0 ? word.toLowerCase() : capital(word)))
      .join(''),
};

/** The text of the parts, and where in it the values and the neutral parts are. */
function lineOf(parts) {
  let text = '';
  const [values, neutral] = [[], []];
  for (const part of parts) {
    const span = { start: text.length, end: text.length + part.text.length };
    text += part.text;
    if (part.kind === 'value')
      values.push({ type: part.type, sub: part.sub, text: part.text, plain: part.plain, ...span });
    else if (part.kind === 'neutral') neutral.push(span);
  }
  return { text, values, neutral };
}
