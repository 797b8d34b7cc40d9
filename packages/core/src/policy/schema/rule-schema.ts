/**
 * The rules of the language as valibot schemas. A rule is told by its action, a `keep` further by its type, so
 * that an issue names the very property that is wrong.
 */
import * as v from 'valibot';
import {
  anyGeneralize,
  anyMask,
  encrypt,
  generalize,
  mask,
  parse,
  pseudonymize,
  remove,
  replace,
  structureName,
  truncate,
} from './action-schema.js';
import { keep, keepError, keepNumber, keepPlain, keepString, keepToken, keepUrl } from './keep-schema.js';
import { about, byOneKey, modifiers, whole } from './schema-parts.js';
import { choose, isObject, strict } from './strict-schema.js';
import { meant, wrong } from './wrong.js';
import { wrongRule } from './wrong-rule.js';

const leaves = [
  keepNumber,
  keepString,
  keepToken,
  keepUrl,
  keepError,
  keepPlain,
  replace,
  mask,
  encrypt,
  pseudonymize,
  generalize,
  truncate,
] as const;
const leafActions = { keep, replace, mask, encrypt, pseudonymize, generalize, truncate };

/** A rule that decides one value, as editors are shown it. */
const anyLeafRule = v.union(leaves);
const leafRule = choose(anyLeafRule, (input) =>
  isObject(input)
    ? byOneKey(input, leafActions, 'action')
    : wrongRule(input, 'must be an object', Object.keys(leafActions)),
);

const mapKeysEnum = strict({
  enum: about(v.pipe(v.array(v.string()), v.minLength(1)), 'The keys that may leave.'),
});
const mapKeysType = v.picklist(['uuid', 'token', 'integer']);
const anyMapKeys = v.union([mapKeysType, mapKeysEnum]);
const wrongKeys = (input: unknown) =>
  wrong(
    'must be "uuid", "token", "integer" or an object',
    meant(input, mapKeysType.options) ?? 'write { "enum": ["a", "b"] } for keys that you know',
  );
const map = v.pipe(
  strict({
    map: about(
      strict({
        keys: about(
          choose(anyMapKeys, (input) => {
            if (isObject(input)) return mapKeysEnum;
            return v.is(mapKeysType, input) ? mapKeysType : wrongKeys(input);
          }),
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
const actions = { ...leafActions, remove, map, parse };

/** Any rule, as editors are shown it. */
const anyRule = v.union([short, ...leaves, remove, map, parse]);

/** One entry under `fields`. */
export const ruleSchema = choose(anyRule, (input) => {
  if (isObject(input)) return byOneKey(input, actions, 'action');
  return input === 'remove' ? short : wrongRule(input, 'must be "remove" or an object', Object.keys(actions));
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
  encrypt,
  pseudonymize,
  generalize,
  truncate,
  map,
  parse,
  structureName,
  maskPart: anyMask,
  generalizeForm: anyGeneralize,
  mapKeys: anyMapKeys,
} as const;
