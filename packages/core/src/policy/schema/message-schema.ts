/** What `message` may say, and the catalogs that it names. */
import * as v from 'valibot';
import { keep, keepNumber, keepPlain, keepString, keepToken } from './keep-schema.js';
import { noKey } from './action-schema.js';
import { about, text } from './schema-parts.js';
import { choose, isObject, record, strict } from './strict-schema.js';
import { meant, wrong } from './wrong.js';

export const anyCatalogText = v.union([text, v.pipe(v.array(v.string()), v.minLength(2))]);
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

export const anyHole = v.union([v.null(), keepNumber, keepString, keepToken, keepPlain]);
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
export const anyMessage = v.union([plainModes, catalogMode]);
export const message = choose(anyMessage, (input) => {
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
