/**
 * The policy language, version 1, as a valibot schema: what a document may say. The types of `policy.ts` are
 * written by hand, to be read; a type test keeps the two equal. `policy.schema.json` is generated from this.
 */
import * as v from 'valibot';
import { anyDefinition, check, definition, patternDefinition, wordsDefinition } from './definition-schema.js';
import { anySource, keyRing } from './key-schema.js';
import { limits } from './limits-schema.js';
import { anyCatalogText, anyHole, anyMessage, catalogSchema, message } from './message-schema.js';
import { ruleDefinitions, ruleSchema } from './rule-schema.js';
import { about, confidence, text } from './schema-parts.js';
import { record, strict } from './strict-schema.js';
import { factAndHint } from './wrong.js';

function noList(input: unknown, example: string): string {
  // A list of recipients may be given a private key: its prefix is all that is looked at.
  const isShown = typeof input === 'string' && input.length <= 256 && !/AGE-/i.test(input);
  const name = isShown ? input : example;
  return factAndHint('must be an array', `write [${JSON.stringify(name)}]`);
}

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
