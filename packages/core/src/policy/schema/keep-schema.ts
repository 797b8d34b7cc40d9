import * as v from 'valibot';
import { about, confidence, modifiers, names, whole } from './schema-parts.js';
import { choose, isObject, strict } from './strict-schema.js';
import { factAndHint, meant, wrong } from './wrong.js';

export const keepNumber = v.pipe(
  strict({
    keep: about(v.picklist(['number', 'integer']), 'The type that passes.'),
    min: v.exactOptional(about(v.number(), 'Least value that may leave.')),
    max: v.exactOptional(about(v.number(), 'Greatest value that may leave.')),
    ...modifiers,
  }),
  v.title('keep a number'),
  v.description(
    'A finite number passes unchanged. What is no number, out of range or an unsafe integer is removed.',
  ),
);
export const keepString = v.pipe(
  strict({
    keep: about(v.literal('string'), 'The type that passes.'),
    max: v.exactOptional(
      about(
        whole(1, 1_048_576),
        'Most UTF-16 units; 256 when neither max, enum nor pattern is given. A longer string is removed.',
      ),
    ),
    enum: v.exactOptional(
      about(v.pipe(v.array(v.string()), v.minLength(1)), 'The strings that may leave, and no others.'),
    ),
    pattern: v.exactOptional(
      about(v.pipe(v.string(), v.minLength(1)), 'RE2 syntax; has to match the whole string.'),
    ),
    confidence: v.exactOptional(confidence),
    ...modifiers,
  }),
  v.title('keep a string'),
  v.description('A string passes; detectors run over it unless an enum or pattern says what it is.'),
);
export const keepToken = v.pipe(
  strict({
    keep: about(v.literal('token'), 'The type that passes.'),
    max: v.exactOptional(about(whole(1, 1024), 'Most characters; default 64.')),
    ...modifiers,
  }),
  v.title('keep a token'),
  v.description('A short id of A-Z a-z 0-9 . _ : / - passes, or a safe integer.'),
);
export const keepUrl = v.pipe(
  strict({
    keep: about(v.literal('url'), 'The type that passes.'),
    query: v.exactOptional(names('Query keys that may leave, with their values. Default none.')),
    ...modifiers,
  }),
  v.title('keep a URL'),
  v.description('Host, the path as a route template, and the listed query keys.'),
);
export const keepError = v.pipe(
  strict({
    keep: about(v.literal('error'), 'The type that passes.'),
    frames: v.exactOptional(
      about(whole(0, 100), 'Most stack frames that come out, each as file.js:line:column. Default 0: none.'),
    ),
    causes: v.exactOptional(
      about(
        whole(0, 20),
        'Most causes and aggregated errors of which type and code come out. Default 0: none.',
      ),
    ),
    message: v.exactOptional(
      about(
        v.literal(
          'known',
          factAndHint(
            'must be "known"',
            "write that for the texts that everybody's programs have, or leave message out: no other comes out",
          ),
        ),
        'The message too, where it is one of JavaScript, Node, HTTP or a common driver, without what stood in its holes.',
      ),
    ),
    ...modifiers,
  }),
  v.title('keep an error'),
  v.description(
    'Type and code of an error; never its message, but for the text of a known one where asked for.',
  ),
);
export const keepPlain = v.pipe(
  strict({
    keep: about(v.picklist(['boolean', 'uuid', 'timestamp', 'pseudonym']), 'The type that passes.'),
    ...modifiers,
  }),
  v.title('keep a boolean, uuid, timestamp or pseudonym'),
  v.description('Passes where it has exactly that type.'),
);

const KEEP = {
  number: keepNumber,
  integer: keepNumber,
  string: keepString,
  token: keepToken,
  url: keepUrl,
  error: keepError,
  boolean: keepPlain,
  uuid: keepPlain,
  timestamp: keepPlain,
  pseudonym: keepPlain,
};
/** What `keep` can name. */
export const KEEP_TYPES = Object.keys(KEEP) as (keyof typeof KEEP)[];
/** A `keep` rule, told by its type. */
export const keep = choose(v.unknown(), (input) => {
  const type = isObject(input) ? input['keep'] : undefined;
  if (typeof type === 'string' && Object.hasOwn(KEEP, type)) return KEEP[type as keyof typeof KEEP];
  return v.looseObject({ keep: wrongType(type) });
});

/** What other languages call the types. */
const TYPE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['long', 'integer'],
  ['bigint', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['num', 'number'],
  ['str', 'string'],
  ['text', 'string'],
  ['bool', 'boolean'],
  ['date', 'timestamp'],
  ['datetime', 'timestamp'],
  ['time', 'timestamp'],
  ['guid', 'uuid'],
  ['id', 'token'],
  ['uri', 'url'],
  ['err', 'error'],
]);

function wrongType(type: unknown) {
  const types = KEEP_TYPES.map((name) => JSON.stringify(name)).join(', ');
  if (typeof type !== 'string')
    return wrong('must be a type', `write { "keep": "string" }, or one of ${types}`);
  const hint = meant(type, KEEP_TYPES, TYPE_ALIASES) ?? 'name the type that may leave, or use another action';
  return wrong(`must be one of ${types}`, hint);
}
