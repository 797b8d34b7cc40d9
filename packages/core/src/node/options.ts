import { LogsieveError } from '../errors.js';
import { nearestName } from '../policy/schema/nearest.js';

/**
 * Gives back the options of a call, checked. Throws `LogsieveError` where they are no object, where one is not in
 * `known`, and where one that many calls share (`policy`, `profile`, `discover`, `watch`, `messageKey`, `cwd`, `env`)
 * is of the wrong type. `path` is what the caller knows them as. For adapters, so that all of them refuse the same.
 */
export function checkOptions(
  options: unknown,
  known: readonly string[],
  path = 'options',
): Readonly<Record<string, unknown>> {
  if (!isPlain(options)) {
    const example = known.includes('policy') ? ', such as { policy: … }' : '';
    throw wrongOption(path, `an object${example}`);
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', `the option ${unknown} is unknown`, {
      path: `${path}.${unknown}`,
      hint: hintUnknown(unknown, known),
    });
  }
  for (const [name, { is, expected }] of Object.entries(SHARED)) {
    const value = known.includes(name) ? options[name] : undefined;
    if (value !== undefined && !is(value)) throw wrongOption(`${path}.${name}`, expected);
  }
  return options;
}

function hintUnknown(name: string, known: readonly string[]): string {
  const list = `known options: ${known.join(', ')}`;
  // A policy given in the place of the options.
  if (known.includes('policy') && (name === 'logsieve' || name === 'fields'))
    return `write { policy: { … } }; ${list}`;
  const nearest = nearestName(name, known);
  return nearest === undefined ? list : `did you mean ${nearest}? ${list}`;
}

/** The error for an option of the wrong type; `expected` says what to give instead. */
export function wrongOption(path: string, expected: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_OPTIONS', `${path} is of the wrong type`, {
    path,
    hint: `give ${expected}`,
  });
}

interface OptionType {
  readonly is: (value: unknown) => boolean;
  readonly expected: string;
}

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isString = (value: unknown): boolean => typeof value === 'string';

/** Options that mean the same wherever they stand. */
const SHARED: Readonly<Record<string, OptionType>> = {
  policy: {
    is: (value) => isString(value) || isPlain(value),
    expected: 'a policy as an object, a path, or the name of a preset',
  },
  profile: { is: isString, expected: 'the name of a profile' },
  discover: { is: isBoolean, expected: 'true or false' },
  watch: { is: isBoolean, expected: 'true or false' },
  messageKey: { is: isString, expected: 'a string' },
  cwd: { is: isString, expected: 'the path of a folder' },
  env: { is: isPlain, expected: 'an object of strings' },
};

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
