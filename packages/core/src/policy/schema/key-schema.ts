/** What `keys` may say: where keys are, never the keys. */
import * as v from 'valibot';
import { about, text } from './schema-parts.js';
import { choose, isObject, record, strict } from './strict-schema.js';
import { factAndHint, wrong } from './wrong.js';

const fromEnv = strict({
  env: about(text, 'The environment variable that holds the key, in base64 or hex.'),
});
const fromFile = strict({ file: about(text, 'The file that holds the key, relative to this document.') });
const eitherSource = strict({ env: v.exactOptional(text), file: v.exactOptional(text) });
export const anySource = v.union([fromEnv, fromFile]);
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
export const keyRing = strict(
  {
    active: about(text, 'Id of the key that new pseudonyms use.'),
    ring: about(record(keySource), 'Key id to the place of the key; never the key itself.'),
  },
  undefined,
  () => factAndHint('must be an object', 'write { "active": "k1", "ring": { "k1": { "env": "NAME" } } }'),
);
