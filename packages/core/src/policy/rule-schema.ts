/**
 * The rules of the language as valibot schemas. A rule is told by its action, a `keep` further by its type, so
 * that an issue names the very property that is wrong.
 */
import * as v from 'valibot';
import { choose, isObject, strict } from './strict-schema.js';

const whole = (min: number, max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
const about = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));
const names = (text: string) =>
  about(v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1)), text);

const modifiers = {
  caseInsensitive: v.exactOptional(
    about(v.boolean(), 'Match the names of the path pattern without regard to case, as HTTP headers need.'),
  ),
};

const keepNumber = v.pipe(
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
const keepString = v.pipe(
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
    ...modifiers,
  }),
  v.title('keep a string'),
  v.description('A string passes; detectors run over it unless an enum or pattern says what it is.'),
);
const keepToken = v.pipe(
  strict({
    keep: about(v.literal('token'), 'The type that passes.'),
    max: v.exactOptional(about(whole(1, 1024), 'Most characters; default 64.')),
    ...modifiers,
  }),
  v.title('keep a token'),
  v.description('A short id of A-Z a-z 0-9 . _ : / - passes, or a safe integer.'),
);
const keepUrl = v.pipe(
  strict({
    keep: about(v.literal('url'), 'The type that passes.'),
    query: v.exactOptional(names('Query keys that may leave, with their values. Default none.')),
    ...modifiers,
  }),
  v.title('keep a URL'),
  v.description('Host, the path as a route template, and the listed query keys.'),
);
const keepError = v.pipe(
  strict({
    keep: about(v.literal('error'), 'The type that passes.'),
    frames: v.exactOptional(
      about(whole(0, 100), 'Most stack frames that come out, each as file.js:line:column. Default 0: none.'),
    ),
    ...modifiers,
  }),
  v.title('keep an error'),
  v.description('Type and code of an error; never its message.'),
);
const keepPlain = v.pipe(
  strict({
    keep: about(v.picklist(['boolean', 'uuid', 'timestamp', 'pseudonym']), 'The type that passes.'),
    ...modifiers,
  }),
  v.title('keep a boolean, uuid, timestamp or pseudonym'),
  v.description('Passes where it has exactly that type.'),
);
const remove = v.pipe(
  strict({ remove: about(v.literal(true), 'Always true.'), ...modifiers }),
  v.title('remove'),
  v.description('Delete the field, and prune every inherited rule below it. "remove" for short.'),
);
const replace = v.pipe(
  strict({
    replace: about(v.pipe(v.string(), v.maxLength(256)), 'The placeholder.'),
    ...modifiers,
  }),
  v.title('replace'),
  v.description('Put a fixed text, the placeholder, in place of whatever is there.'),
);

const maskPart = strict({
  first: v.exactOptional(about(whole(0, 64), 'Characters shown at the start. Default 0.')),
  last: v.exactOptional(about(whole(0, 64), 'Characters shown at the end. Default 0.')),
});
const maskEmail = v.literal('email');
const anyMask = v.union([maskEmail, maskPart]);
const mask = v.pipe(
  strict({
    mask: choose(anyMask, (input) => (isObject(input) ? maskPart : maskEmail)),
    ...modifiers,
  }),
  v.title('mask'),
  v.description('Show a bounded part: the outline of an e-mail address, or the first and last characters.'),
);
const pseudonymize = v.pipe(
  strict({
    pseudonymize: about(
      strict({
        key: about(v.pipe(v.string(), v.minLength(1)), 'A key ring declared under keys.'),
        scope: v.exactOptional(
          about(
            v.picklist(['field', 'class', 'global']),
            'Within what equal values give equal pseudonyms. Default field.',
          ),
        ),
        class: v.exactOptional(
          about(
            v.pipe(v.string(), v.minLength(1)),
            'The class; required with, and only with, scope "class".',
          ),
        ),
      }),
      'The key and how far equal values stay equal.',
    ),
    ...modifiers,
  }),
  v.title('pseudonymize'),
  v.description('Same input, same keyed token. A pseudonym is not anonymous.'),
);

const generalizeKind = v.picklist(['ip', 'route', 'email']);
const generalizeIp = strict({
  ip: about(
    strict({
      v4: v.exactOptional(about(whole(0, 32), 'Bits of an IPv4 address that stay. Default 24.')),
      v6: v.exactOptional(about(whole(0, 128), 'Bits of an IPv6 address that stay. Default 48.')),
    }),
    'Bits that stay of an address.',
  ),
});
const generalizeNumber = strict({
  number: about(
    strict({
      buckets: about(v.pipe(v.array(v.number()), v.minLength(1)), 'Bounds between buckets, ascending.'),
    }),
    'A number becomes its bucket.',
  ),
});
const generalizeTimestamp = strict({
  timestamp: about(v.picklist(['hour', 'day']), 'A timestamp becomes its hour or day.'),
});
const anyGeneralize = v.union([generalizeKind, generalizeIp, generalizeNumber, generalizeTimestamp]);
const generalizeForms = { ip: generalizeIp, number: generalizeNumber, timestamp: generalizeTimestamp };
const generalize = v.pipe(
  strict({
    generalize: choose(anyGeneralize, (input) =>
      isObject(input) ? byOneKey(input, generalizeForms, 'form') : generalizeKind,
    ),
    ...modifiers,
  }),
  v.title('generalize'),
  v.description(
    'A coarser value: an address prefix, a bucket, an hour or day, a route template, an e-mail domain.',
  ),
);
const truncate = v.pipe(
  strict({
    truncate: about(
      strict({ max: about(whole(1, 1_048_576), 'UTF-16 units that stay.') }),
      'How much stays.',
    ),
    ...modifiers,
  }),
  v.title('truncate'),
  v.description('The first part of a string; detectors run over the whole string first.'),
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
const KEEP_TYPES = Object.keys(KEEP) as (keyof typeof KEEP)[];
const keep = choose(v.unknown(), (input) => {
  const type = isObject(input) ? input['keep'] : undefined;
  if (typeof type === 'string' && Object.hasOwn(KEEP, type)) return KEEP[type as keyof typeof KEEP];
  return v.looseObject({ keep: v.picklist(KEEP_TYPES) });
});

const leaves = [
  keepNumber,
  keepString,
  keepToken,
  keepUrl,
  keepError,
  keepPlain,
  replace,
  mask,
  pseudonymize,
  generalize,
  truncate,
] as const;
const leafActions = { keep, replace, mask, pseudonymize, generalize, truncate };

/** A rule that decides one value, as editors are shown it. */
const anyLeafRule = v.union(leaves);
const leafRule = choose(anyLeafRule, (input) => byOneKey(input, leafActions, 'action'));

const mapKeysEnum = strict({
  enum: about(v.pipe(v.array(v.string()), v.minLength(1)), 'The keys that may leave.'),
});
const mapKeysType = v.picklist(['uuid', 'token', 'integer']);
const anyMapKeys = v.union([mapKeysType, mapKeysEnum]);
const map = v.pipe(
  strict({
    map: about(
      strict({
        keys: about(
          choose(anyMapKeys, (input) => (isObject(input) ? mapKeysEnum : mapKeysType)),
          'The type of the keys; a member with another key is removed.',
        ),
        max: v.exactOptional(about(whole(1, 100_000), 'Most members that come out; default 100.')),
        value: leafRule,
      }),
      'The keys and the rule of the values.',
    ),
    ...modifiers,
  }),
  v.title('map'),
  v.description('An object whose keys are data: keys of one type, values under one rule.'),
);
const short = v.literal('remove');
const actions = { ...leafActions, remove, map };

/** Any rule, as editors are shown it. */
const anyRule = v.union([short, ...leaves, remove, map]);

/** One entry under `fields`. */
export const ruleSchema = choose(anyRule, (input) => {
  if (typeof input !== 'string') return byOneKey(input, actions, 'action');
  const hint = Object.hasOwn(actions, input) ? `an object, as { "${input}": … }` : '"remove" or an object';
  return v.literal('remove', `must be ${hint}`);
});

/** The parts that the JSON Schema names. */
export const ruleDefinitions = {
  rule: anyRule,
  leafRule: anyLeafRule,
  keepNumber,
  keepString,
  keepToken,
  keepUrl,
  keepError,
  keepPlain,
  remove,
  replace,
  mask,
  pseudonymize,
  generalize,
  truncate,
  map,
  maskPart: anyMask,
  generalizeForm: anyGeneralize,
  mapKeys: anyMapKeys,
} as const;

/** The schema for the one key of `schemas` that the input has; else one that tells what is wrong. */
function byOneKey(
  input: unknown,
  schemas: Readonly<Record<string, v.GenericSchema>>,
  what: string,
): v.GenericSchema {
  const known = Object.keys(schemas);
  if (!isObject(input)) return strict({});
  const found = known.filter((name) => Object.hasOwn(input, name));
  const [only, second] = found;
  if (only === undefined) {
    const extra = Object.keys(input).filter((name) => !PARAMETERS.has(name));
    if (extra.length > 0) return strict(Object.fromEntries([...PARAMETERS].map(optionalUnknown)), known);
    return v.never(`names no ${what}: write one of ${known.join(', ')}`);
  }
  if (second !== undefined) return v.never(`names two ${what}s, ${only} and ${second}: write one`);
  return schemas[only] ?? v.never();
}

/** Properties that stand beside an action: their being there does not show what was meant. */
const PARAMETERS: ReadonlySet<string> = new Set([
  'min',
  'max',
  'enum',
  'pattern',
  'query',
  'frames',
  'caseInsensitive',
]);

function optionalUnknown(name: string) {
  return [name, v.exactOptional(v.unknown())] as const;
}
