import * as v from 'valibot';
import { about, byOneKey, modifiers, whole } from './schema-parts.js';
import { choose, isObject, strict } from './strict-schema.js';
import { STRUCTURES } from '../../structures/index.js';
import type { Encoding, StructureName } from '../policy.js';
import { factAndHint, meant, wrong } from './wrong.js';

export const remove = v.pipe(
  strict({ remove: about(v.literal(true), 'Always true.'), ...modifiers }),
  v.title('remove'),
  v.description('Delete the field, and prune every inherited rule below it. "remove" for short.'),
);
export const replace = v.pipe(
  strict({
    replace: about(v.pipe(v.string(), v.maxLength(256)), 'The placeholder.'),
    ...modifiers,
  }),
  v.title('replace'),
  v.description('Put a fixed text, the placeholder, in place of whatever is there.'),
);

const maskPart = strict({
  first: v.exactOptional(about(whole(0, 8), 'Characters shown at the start. Default 0.')),
  last: v.exactOptional(about(whole(0, 8), 'Characters shown at the end. Default 0.')),
});
const maskEmail = v.literal('email');
export const anyMask = v.union([maskEmail, maskPart]);
const wrongMask = (input: unknown) =>
  wrong(
    'must be "email" or an object',
    meant(input, ['email']) ?? 'write "email", or { "last": 4 } for all but the last 4 characters',
  );
export const mask = v.pipe(
  strict({
    mask: choose(anyMask, (input) => {
      if (isObject(input)) return maskPart;
      return input === 'email' ? maskEmail : wrongMask(input);
    }),
    ...modifiers,
  }),
  v.title('mask'),
  v.description('Show a bounded part: the outline of an e-mail address, or the first and last characters.'),
);
const pseudonymizeEntries = {
  key: about(v.pipe(v.string(), v.minLength(1)), 'A key ring declared under keys.'),
  scope: v.exactOptional(
    about(
      v.picklist(['field', 'class', 'global']),
      'Within what equal values give equal pseudonyms. Default field.',
    ),
  ),
  class: v.exactOptional(
    about(v.pipe(v.string(), v.minLength(1)), 'The class; required with, and only with, scope "class".'),
  ),
};
/** A name that can be quoted in a hint: too short to be a key that was put in the wrong place. */
const RING_NAME = /^[\w.-]{1,32}$/;
export function noKey(input: unknown): string {
  const name = typeof input === 'string' && RING_NAME.test(input) ? input : 'users';
  return factAndHint('must be an object', `write { "key": ${JSON.stringify(name)} }`);
}
export const pseudonymize = v.pipe(
  strict({
    pseudonymize: about(
      strict(pseudonymizeEntries, undefined, noKey),
      'The key and how far equal values stay equal.',
    ),
    ...modifiers,
  }),
  v.title('pseudonymize'),
  v.description('Same input, same keyed token. A pseudonym is not anonymous.'),
);

/** A name that can be quoted in a hint: too short to be a recipient that was put in the wrong place. */
const LIST_NAME = /^[\w.-]{1,32}$/;
export const encrypt = v.pipe(
  strict({
    encrypt: about(
      strict(
        { to: about(v.pipe(v.string(), v.minLength(1)), 'A list declared under recipients.') },
        undefined,
        (input) => {
          const name = typeof input === 'string' && LIST_NAME.test(input) ? input : 'dpo';
          return factAndHint('must be an object', `write { "to": ${JSON.stringify(name)} }`);
        },
      ),
      'Who can open it.',
    ),
    ...modifiers,
  }),
  v.title('encrypt'),
  v.description('The value as an age file in base64, which only who has a key opens.'),
);

const GENERALIZE_KINDS = ['ip', 'route', 'email', 'sql', 'stack'] as const;
const generalizeKind = v.picklist(GENERALIZE_KINDS);
const generalizeIp = strict({
  ip: about(
    strict({
      v4: v.exactOptional(about(whole(0, 24), 'Bits of an IPv4 address that stay. Default 24.')),
      v6: v.exactOptional(about(whole(0, 64), 'Bits of an IPv6 address that stay. Default 48.')),
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
export const anyGeneralize = v.union([generalizeKind, generalizeIp, generalizeNumber, generalizeTimestamp]);
const generalizeForms = { ip: generalizeIp, number: generalizeNumber, timestamp: generalizeTimestamp };
const NUMBER_FORM = '{ "number": { "buckets": [10, 100] } }';
const TIMESTAMP_FORM = '{ "timestamp": "hour" }';
function wrongGeneralize(input: unknown) {
  const fact = 'must be "ip", "route", "email", "sql", "stack" or an object';
  if (input === 'number') return wrong(fact, `write ${NUMBER_FORM}`);
  if (input === 'timestamp') return wrong(fact, `write ${TIMESTAMP_FORM}`);
  const forms = `as an object { "ip": { "v4": 16 } }, ${NUMBER_FORM} or ${TIMESTAMP_FORM}`;
  return wrong(fact, meant(input, GENERALIZE_KINDS) ?? forms);
}
export const generalize = v.pipe(
  strict({
    generalize: choose(anyGeneralize, (input) => {
      if (isObject(input)) return byOneKey(input, generalizeForms, 'form');
      return v.is(generalizeKind, input) ? generalizeKind : wrongGeneralize(input);
    }),
    ...modifiers,
  }),
  v.title('generalize'),
  v.description(
    'A coarser value: an address prefix, a bucket, an hour or day, a route template, an e-mail domain, the shape of an SQL statement, the frames of a stack.',
  ),
);
const STRUCTURE_NAMES = Object.keys(STRUCTURES) as readonly StructureName[];
export const structureName = v.picklist(STRUCTURE_NAMES);
const wrongStructure = (input: unknown) =>
  wrong(
    `must be ${listOf(STRUCTURE_NAMES)}`,
    meant(input, STRUCTURE_NAMES) ?? 'write the kind of the string; its members get rules of their own',
  );
const ENCODINGS: readonly Encoding[] = ['base64', 'base64url'];
const encoding = v.picklist(ENCODINGS);
const wrongEncoding = (input: unknown) =>
  wrong(
    `must be ${listOf(ENCODINGS)}`,
    meant(input, ENCODINGS) ?? 'leave it out where the string is in no encoding',
  );
export const parse = v.pipe(
  strict({
    parse: about(
      choose(structureName, (input) => (v.is(structureName, input) ? structureName : wrongStructure(input))),
      'The kind of the string.',
    ),
    encoded: v.exactOptional(
      about(
        choose(encoding, (input) => (v.is(encoding, input) ? encoding : wrongEncoding(input))),
        'The encoding that the string is in, with its alphabet. Default: none.',
      ),
    ),
    ...modifiers,
  }),
  v.title('parse'),
  v.description(
    'A string with members that have paths of their own: read, decided by the rules below, and written as a string again.',
  ),
);

function listOf(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

function noMax(input: unknown): string {
  const max = Number.isSafeInteger(input) && Number(input) > 0 ? Number(input) : 100;
  return factAndHint('must be an object', `write { "max": ${max} }`);
}
export const truncate = v.pipe(
  strict({
    truncate: about(
      strict({ max: about(whole(1, 1_048_576), 'UTF-16 units that stay.') }, undefined, noMax),
      'How much stays.',
    ),
    ...modifiers,
  }),
  v.title('truncate'),
  v.description('The first part of a string; detectors run over the whole string first.'),
);
