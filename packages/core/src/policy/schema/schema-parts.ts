import * as v from 'valibot';
import { strict } from './strict-schema.js';
import { wrong } from './wrong.js';

/** A text that is not empty. */
export const text = v.pipe(v.string(), v.minLength(1));
/** A whole number in a range. */
export const whole = (min: number, max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
/** A schema with a description, which editors show. */
export const about = <const Schema extends v.GenericSchema>(schema: Schema, what: string) =>
  v.pipe(schema, v.description(what));
/** A list of names, none empty. */
export const names = (what: string) => about(v.pipe(v.array(text), v.minLength(1)), what);

/** Properties that every rule takes. */
export const modifiers = {
  caseInsensitive: v.exactOptional(
    about(v.boolean(), 'Match the names of the path pattern without regard to case, as HTTP headers need.'),
  ),
};

/** The schema for the one key of `schemas` that the input has; else one that tells what is wrong. */
export function byOneKey(
  input: Readonly<Record<string, unknown>>,
  schemas: Readonly<Record<string, v.GenericSchema>>,
  what: string,
): v.GenericSchema {
  const known = Object.keys(schemas);
  const found = known.filter((name) => Object.hasOwn(input, name));
  const [only, second] = found;
  if (only === undefined) {
    const extra = Object.keys(input).filter((name) => !PARAMETERS.has(name));
    if (extra.length > 0) return strict(Object.fromEntries([...PARAMETERS].map(optionalUnknown)), known);
    return wrong(`names no ${what}`, `write one of ${known.join(', ')}`);
  }
  if (second !== undefined) return wrong(`names two ${what}s, ${only} and ${second}`, 'write one');
  return schemas[only] ?? v.never();
}

/** Properties that stand beside an action: their being there does not show what was meant. */
const PARAMETERS: ReadonlySet<string> = new Set([
  'min',
  'max',
  'enum',
  'pattern',
  'confidence',
  'query',
  'frames',
  'causes',
  'message',
  'encoded',
  'caseInsensitive',
]);

function optionalUnknown(name: string) {
  return [name, v.exactOptional(v.unknown())] as const;
}

/** How sure a finding has to be. */
export const confidence = about(
  v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  'Findings less sure than this stay: 1 is certain, 0.8 likely, 0.5 possible. Default 0: none stays.',
);
