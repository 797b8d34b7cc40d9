/** Lines with values and lines without, the same for the same seed. */
import { cleanHeldOut } from '../clean/held-out/index.js';
import { cleanSeen } from '../clean/seen/index.js';
import { heldOut } from '../templates/held-out/index.js';
import { seen } from '../templates/seen/index.js';
import { hasPartOf } from '../score.js';
import { fill } from './fill.js';
import { createHard } from './hard.js';
import { createRandom } from './random.js';
import { TYPES } from './values/index.js';

/** How many lines there are unless one says otherwise: with values, hard negatives, and ordinary ones without values. */
export const DEFAULT_LINES = 6400;
const HARD_FORMS_SHARE = 0.12;
const CLEAN_SHARE = 0.4;
const PLAIN_SHARE = 0.12;

/** Of each hundred lines, how many are held out. */
const SETS = {
  seen: { share: 0.4, templates: seen, clean: cleanSeen },
  'held-out': { share: 0.6, templates: heldOut, clean: cleanHeldOut },
};

/** The two sets: one to look at, one only to score with. */
export const SET_NAMES = Object.keys(SETS);

/**
 * The lines of a set: `{ set, text, values, neutral }`, a value being `{ type, sub, text, start, end }`, and `kind` on
 * those without values. `lines` is how many with values both sets together have.
 */
export function createLines({ seed, set, lines = DEFAULT_LINES }) {
  const random = createRandom(`${seed}/${set}`);
  const { share } = SETS[set];
  return [
    ...valueLines(set, Math.round(lines * share * (1 - HARD_FORMS_SHARE)), random.fork('values')),
    ...hardLines(set, Math.round(lines * share * HARD_FORMS_SHARE), random.fork('hard')),
    ...cleanLines(set, Math.round(lines * share * CLEAN_SHARE), random.fork('clean')),
    ...plainLines(set, Math.round(lines * share * PLAIN_SHARE), random.fork('plain')),
  ].map((line) => ({ set, ...line }));
}

function valueLines(set, count, random) {
  const total = TYPES.reduce((sum, { weight }) => sum + weight, 0);
  return TYPES.flatMap((type) => {
    const own = random.fork(type.type);
    const pool = own.shuffle(poolOf(set, type));
    const labels = SETS[set].templates.labels[type.type];
    const lines = Math.max(1, Math.round((count * type.weight) / total));
    return Array.from({ length: lines }, (_, index) =>
      retried(() => fill(pool[index % pool.length], own, { type: type.type, labels, set })),
    );
  });
}

/** The templates of a type: its own, those of its family, and of others that have a hole for it. */
function poolOf(set, { type, family, needsWord = false }) {
  const { general, own } = SETS[set].templates;
  const fitting = (general[family] ?? []).filter((template) => !needsWord || template.includes('{{label'));
  // As many lines from its own as from the general ones, whatever the number of templates.
  const repeat =
    (own[type]?.length ?? 0) === 0 ? 0 : Math.max(1, Math.round(fitting.length / own[type].length));
  const pool = [...fitting, ...Array.from({ length: repeat }, () => own[type]).flat()];
  if (pool.length === 0) throw new Error(`no template for ${type}`);
  return pool;
}

function hardLines(set, count, random) {
  const { hard, labels } = SETS[set].templates;
  return Array.from({ length: count }, (_, index) =>
    retried(() => {
      const { carrier, of, part } = createHard(random, { set, form: index });
      return fill(random.pick(hard[carrier]), random, { hard: part, labels: labels[of], set });
    }),
  );
}

/** Kinds in turn, so that none counts more for having more templates; ordinary lines apart. No line twice. */
function cleanLines(set, count, random) {
  const kinds = Object.keys(SETS[set].clean.kinds).filter((kind) => kind !== 'plain');
  return distinct(count, (index) => cleanLine(set, kinds[index % kinds.length], random));
}

function plainLines(set, count, random) {
  return distinct(count, () => cleanLine(set, 'plain', random));
}

function distinct(count, create) {
  const lines = new Map();
  for (let index = 0; lines.size < count; index++) {
    const line = create(index);
    lines.set(line.text, line);
  }
  return [...lines.values()];
}

function cleanLine(set, kind, random) {
  const { kinds, frames } = SETS[set].clean;
  const text = fill(random.pick(kinds[kind]), random, {}).text;
  if (!FRAMED.includes(kind) || random.chance(0.2)) return { kind, text, values: [], neutral: [] };
  const framed = fill(random.pick(frames), random, {}).text;
  const escaped = framed.includes('"<line>"') ? JSON.stringify(text).slice(1, -1) : text;
  return { kind, text: framed.replace('<line>', () => escaped), values: [], neutral: [] };
}
/** Kinds of short phrases that a log line has around them what all its lines have. */
const FRAMED = ['prose', 'code'];

/** Once more where a value happens to occur elsewhere in the line too: one could not tell whether it was found. */
function retried(create) {
  for (;;) {
    const line = create();
    if (line.values.every((value) => standsAlone(line, value))) return line;
  }
}

function standsAlone({ text, values }, value) {
  const rest = `${text.slice(0, value.start)}\0${text.slice(value.end)}`;
  return (
    !hasPartOf(rest, value.text) && values.every((other) => other === value || other.text !== value.text)
  );
}

/** The templates of a set, clean ones included, for tests. */
export function templatesOf(set) {
  const { templates, clean } = SETS[set];
  const lists = [templates.general, templates.hard, templates.own, clean.kinds].flatMap((group) =>
    Object.values(group),
  );
  return [...lists.flat(), ...clean.frames];
}
