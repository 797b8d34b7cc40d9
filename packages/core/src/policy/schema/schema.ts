/**
 * The policy language, version 1, as a valibot schema: what a document may say. The types of `policy.ts` are
 * written by hand, to be read; a type test keeps the two equal. `policy.schema.json` is generated from this.
 */
import * as v from 'valibot';
import { noKey } from './action-schema.js';
import { keep, keepNumber, keepPlain, keepString, keepToken } from './keep-schema.js';
import { ruleDefinitions, ruleSchema } from './rule-schema.js';
import { about, confidence, names, whole } from './schema-parts.js';
import { choose, isObject, record, strict } from './strict-schema.js';
import { factAndHint, meant, wrong } from './wrong.js';

const text = v.pipe(v.string(), v.minLength(1));
const positive = (max: number) => whole(1, max);

function noList(input: unknown, example: string): string {
  // A list of recipients may be given a private key: its prefix is all that is looked at.
  const isShown = typeof input === 'string' && input.length <= 256 && !/AGE-/i.test(input);
  const name = isShown ? input : example;
  return factAndHint('must be an array', `write [${JSON.stringify(name)}]`);
}

const anyCatalogText = v.union([text, v.pipe(v.array(v.string()), v.minLength(2))]);
const catalogText = choose(anyCatalogText, (input) => {
  const isText = Array.isArray(input) ? input.length > 1 : typeof input === 'string' && input !== '';
  if (isText) return v.union([text, v.array(v.string())]);
  return wrong('is no text of a catalog', 'write a text, or the parts around its holes: ["user ", ""]');
});

/** The texts that a program logs. */
export const catalogSchema = strict({
  messages: about(v.array(catalogText), 'Constants, and texts with holes as the parts around the holes.'),
  prefixes: v.exactOptional(about(v.array(text), 'What child loggers put before messages.')),
});

const anyHole = v.union([v.null(), keepNumber, keepString, keepToken, keepPlain]);
const hole = choose(anyHole, (input) => {
  if (input === null) return v.null();
  return isObject(input)
    ? keep
    : wrong('must be an object or null', 'write { "keep": "integer" }, or null for nothing');
});
const holes = v.exactOptional(
  about(
    record(v.array(hole)),
    'By text of the catalog, with … for each hole: what is kept of the value in each hole, null for nothing.',
  ),
);

const unknown = v.exactOptional(
  about(
    strict({
      pseudonymize: about(
        strict({ key: about(text, 'A key ring declared under keys.') }, undefined, noKey),
        'The placeholder has a pseudonym of the shape of the message, under this key.',
      ),
    }),
    'What stands for a message that the catalog does not have. Default [message].',
  ),
);

const plainModes = v.picklist(['template', 'scan', 'remove']);
const catalogMode = strict({
  catalog: about(
    v.union([text, catalogSchema]),
    'The file that logsieve-messages wrote, relative to this document; or the catalog itself.',
  ),
  holes,
  unknown,
});
const anyCatalogMode = (catalog: v.GenericSchema) => strict({ catalog, holes, unknown });
/** One of the two shapes that are meant, so that what is wrong with it can be said. */
const anyMessage = v.union([plainModes, catalogMode]);
const message = choose(anyMessage, (input) => {
  if (input === 'catalog')
    return wrong('names no catalog', 'write { "catalog": "./logsieve.messages.json" }');
  if (!isObject(input)) return v.is(plainModes, input) ? plainModes : wrongMode(input);
  return anyCatalogMode(isObject(input['catalog']) ? catalogSchema : text);
});

/** What people write for a mode. */
const MODE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['none', 'remove'],
  ['off', 'remove'],
  ['drop', 'remove'],
  ['keep', 'scan'],
  ['text', 'scan'],
]);

function wrongMode(input: unknown) {
  return wrong(
    'must be "template", "scan", "remove" or an object that names a catalog',
    meant(input, plainModes.options, MODE_ALIASES) ??
      'write "template" for format strings alone, or { "catalog": "./logsieve.messages.json" } for the texts of the program',
  );
}

/** Ceilings: a policy may raise a default, but not to where one record can stall a process. */
const limits = strict({
  depth: v.exactOptional(about(positive(64), 'Most levels of nesting below the record. Default 16.')),
  properties: v.exactOptional(
    about(positive(100_000), 'Most allowed values and array elements of one record. Default 1000.'),
  ),
  stringLength: v.exactOptional(
    about(
      positive(1_048_576),
      'Longest string that detectors go over, in UTF-16 units; a longer one is removed, save by truncate and encrypt. Default 8192.',
    ),
  ),
  lineBytes: v.exactOptional(
    about(positive(16_777_216), 'Longest line, in bytes, read or written. Default 1048576.'),
  ),
});

const adjustable = {
  fields: v.exactOptional(
    about(record(ruleSchema), 'Path pattern to rule: what may leave. What is not listed is removed.'),
  ),
  message: v.exactOptional(
    about(
      message,
      'How the message of the logger may leave: its format string only (template, the default), only where it is a text of the program ({ "catalog": … }), its text with detectors over it (scan), or not at all (remove).',
    ),
  ),
  detectors: v.exactOptional(
    about(
      v.array(text, ({ input }) => noList(input, 'default')),
      'Detectors and bundles that run over messages and kept free text. Default ["default"].',
    ),
  ),
  confidence: v.exactOptional(confidence),
  remarks: v.exactOptional(
    about(
      v.picklist(['silent', 'counts']),
      'Whether a record carries counts of what was done, under _logsieve. Default silent.',
    ),
  ),
  limits: v.exactOptional(about(limits, 'What one record may cost.')),
};

const profile = strict(adjustable);

const check = v.picklist(['luhn', 'mod97', 'verhoeff', 'mod11']);
const ofAnyDefinition = {
  placeholder: v.exactOptional(
    about(
      text,
      'Put in place of a finding: [name], of lower-case letters, digits and hyphens. Default the id.',
    ),
  ),
  near: v.exactOptional(names('Words of which one has to stand before a finding.')),
};
const patternDefinition = strict({
  pattern: about(
    v.pipe(text, v.maxLength(1000)),
    'RE2 syntax of which every match has a bounded length: {1,20}, no * and no +. A match begins and ends where a word does.',
  ),
  check: v.exactOptional(about(check, 'The check digit that a finding has to have.')),
  ...ofAnyDefinition,
});
const wordsDefinition = strict({
  words: about(
    v.pipe(v.array(v.pipe(text, v.maxLength(128))), v.minLength(1), v.maxLength(10_000)),
    'Words and phrases, found whole and in any case; a space stands for up to three spaces, hyphens or underscores.',
  ),
  ...ofAnyDefinition,
});
const anyDefinition = v.union([patternDefinition, wordsDefinition]);
/** A detector of the policy's own, told by what it looks for. */
const definition = choose(anyDefinition, (input) => {
  const isPattern = isObject(input) && Object.hasOwn(input, 'pattern');
  const isWords = isObject(input) && Object.hasOwn(input, 'words');
  if (isPattern && isWords)
    return wrong('names two things to look for, pattern and words', 'define two detectors');
  if (isPattern) return patternDefinition;
  if (isWords) return wordsDefinition;
  if (!isObject(input)) return wrong('must be an object', 'write { "pattern": "…" } or { "words": ["…"] }');
  return wrong('names nothing to look for', 'write pattern or words');
});

const fromEnv = strict({
  env: about(text, 'The environment variable that holds the key, in base64 or hex.'),
});
const fromFile = strict({ file: about(text, 'The file that holds the key, relative to this document.') });
const eitherSource = strict({ env: v.exactOptional(text), file: v.exactOptional(text) });
const anySource = v.union([fromEnv, fromFile]);
const keySource = choose(anySource, (input) => {
  const env = isObject(input) && Object.hasOwn(input, 'env');
  const file = isObject(input) && Object.hasOwn(input, 'file');
  if (env && file) return wrong('names two sources, env and file', 'write one');
  if (env) return fromEnv;
  if (file) return fromFile;
  if (isObject(input) && Object.keys(input).length === 0)
    return wrong('names no source', 'write env or file');
  return isObject(input) ? eitherSource : wrongSource(input);
});
/** Quotes only what looks like the name of a variable and is too short to be the key itself. */
function wrongSource(input: unknown) {
  const name = typeof input === 'string' && /^[A-Z][A-Z0-9_]{0,31}$/.test(input) ? input : 'NAME';
  return wrong(
    'must be an object',
    `write { "env": ${JSON.stringify(name)} }: where the key is, never the key`,
  );
}
const keyRing = strict(
  {
    active: about(text, 'Id of the key that new pseudonyms use.'),
    ring: about(record(keySource), 'Key id to the place of the key; never the key itself.'),
  },
  undefined,
  () => factAndHint('must be an object', 'write { "active": "k1", "ring": { "k1": { "env": "NAME" } } }'),
);

const test = strict({
  name: about(text, 'What the test claims.'),
  record: about(record(v.unknown()), 'A record as the logger would emit it.'),
  expect: about(record(v.unknown()), 'What has to come out.'),
  profile: v.exactOptional(about(text, 'The profile to apply.')),
});

/** A policy document. Expects plain JSON data. */
export const documentSchema = v.pipe(
  strict({
    $schema: v.exactOptional(about(v.string(), 'Where editors find this schema.')),
    logsieve: about(v.literal(1), 'The version of the policy language.'),
    name: v.exactOptional(about(text, 'What this policy is for.')),
    revision: v.exactOptional(about(text, 'Which revision of it this is.')),
    extends: v.exactOptional(
      about(
        v.array(text, ({ input }) => noList(input, 'logsieve:http')),
        'Presets (logsieve:http), files (./team.json) and packages that this policy builds on. logsieve:base is always under it; [] turns even that off.',
      ),
    ),
    ...adjustable,
    define: v.exactOptional(
      about(
        record(definition),
        'Detectors of your own, by id. They run where detectors names them, or the bundles default and all.',
      ),
    ),
    keys: v.exactOptional(about(record(keyRing), 'Key rings for pseudonyms.')),
    recipients: v.exactOptional(
      about(
        record(
          v.pipe(
            v.array(text, ({ input }) => noList(input, 'age1…')),
            v.minLength(1),
          ),
        ),
        'Who opens what is encrypted: age recipients (age1…), by name of the list. Never an identity.',
      ),
    ),
    profiles: v.exactOptional(
      about(record(profile), 'Changes for single destinations. They may only tighten.'),
    ),
    tests: v.exactOptional(
      about(
        v.array(test),
        'Examples: records and what has to come out of them; policyCases of @logsieve/testing runs them.',
      ),
    ),
  }),
  v.title('logsieve policy'),
  v.description('What may leave through a log. Everything else is removed.'),
);

/** Parts of the schema that the JSON Schema names. */
export const definitions = {
  ...ruleDefinitions,
  message: anyMessage,
  catalog: catalogSchema,
  catalogText: anyCatalogText,
  hole: anyHole,
  limits,
  profile,
  patternDefinition,
  wordsDefinition,
  definition: anyDefinition,
  check,
  keyRing,
  keySource: anySource,
  test,
} as const;
