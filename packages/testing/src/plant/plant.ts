import { checkOptions } from '@logsieve/core/node';
import type { Canary } from '../canary.js';
import { copyOf } from './copy.js';
import { createRandom } from './random.js';
import { type Sample, sample } from './sample.js';
import { shapeLike } from './shapes.js';

export interface PlantOptions {
  /** The same canaries for the same seed and value. Default: others in each call, which nobody guesses. */
  readonly seed?: string | number;
  /** Plant names as well: each object gets one more member, whose name and value are canaries. Default `false`. */
  readonly keys?: boolean;
  /**
   * Paths whose texts stay as they are, such as `['type', 'items.*.sku']`; `*` is any one name. For what a service
   * would refuse otherwise, and for what its policy lets out as it is.
   */
  readonly except?: readonly string[];
}

export interface Planted<Value> {
  /** A copy of the value with canaries in place of its texts. */
  readonly planted: Value;
  /** The canaries in it, in the order of its members. */
  readonly canaries: readonly Canary[];
}

/**
 * Puts canaries in the place of all texts of a value, at any depth: in objects, arrays, maps, sets, errors with their
 * causes and own properties, headers, URLs and bytes. Each has the shape of the text it displaces: an e-mail address
 * stays one, a card number passes the Luhn check. Numbers and booleans stay. The value itself is not changed. Without
 * a value, plants into a sample of what services are sent. Throws `TypeError` for a path of `except` that meets no text,
 * and where there is nothing to plant in, `LogsieveError` for an option that it does not know.
 *
 * @example
 * const { planted, canaries } = plant({ email: 'ada@example.com', plan: 'pro' }, { except: ['plan'] });
 */
export function plant(value?: undefined, options?: PlantOptions): Planted<Sample>;
export function plant<Value>(value: Value, options?: PlantOptions): Planted<Value>;
export function plant(value?: unknown, options: PlantOptions = {}): Planted<unknown> {
  checkOptions(options, OPTIONS);
  const { seed, keys = false, except = [] } = options;
  const random = createRandom(seed);
  const canaries: Canary[] = [];
  const kept = except.map((path) => ({ path, names: path.split('.'), met: false }));
  const displace = (text: string, path: readonly string[]): string => {
    const exception = kept.find(({ names }) => isAt(names, path));
    if (exception !== undefined || text === '') {
      if (exception !== undefined) exception.met = true;
      return text;
    }
    const { kind, value: shaped, text: looked, parts } = shapeLike(text, random);
    canaries.push({ label: `${labelOf(path)} (${kind})`, text: looked, parts });
    return shaped;
  };
  const planted = copyOf(value === undefined ? sample() : value, displace, keys);
  const unmet = kept.find(({ met }) => !met);
  if (unmet !== undefined) throw new TypeError(`except: no text is at ${unmet.path}`);
  if (canaries.length === 0) throw new TypeError('there is no text to plant a canary in');
  return { planted, canaries };
}

const OPTIONS: readonly string[] = ['seed', 'keys', 'except'] satisfies (keyof PlantOptions)[];

function isAt(names: readonly string[], path: readonly string[]): boolean {
  return names.length === path.length && names.every((name, at) => name === '*' || name === path[at]);
}

function labelOf(path: readonly string[]): string {
  if (path.length === 0) return 'the value';
  return path.map((name) => (/^[\w$-]+$/.test(name) ? name : JSON.stringify(name))).join('.');
}
