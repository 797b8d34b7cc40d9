/** Names that pino keeps out of bindings: they were options of children once. */
const NOT_BINDINGS = ['level', 'serializers', 'formatters', 'customLevels'];

const NOTHING: object = Object.freeze({});

/**
 * The fields that pino would take from bindings, by way of a child's own formatter. Nothing where the formatter
 * throws. Values are not read.
 */
export function bindable(bindings: object, formatter?: (bindings: object) => object): object {
  try {
    const fields: unknown = formatter === undefined ? bindings : formatter(bindings);
    if (typeof fields !== 'object' || fields === null) return NOTHING;
    return NOT_BINDINGS.some((name) => Object.hasOwn(fields, name)) ? view([fields], NOT_BINDINGS) : fields;
  } catch {
    return NOTHING;
  }
}

/**
 * One object over several, later ones winning. No getter is called before its value is asked for: `Object.assign`
 * would call all of them, also those of names that the policy does not list.
 */
export function view(holders: readonly object[], without: readonly string[] = []): object {
  const fields = {};
  for (const holder of holders) {
    for (const key of Object.keys(holder)) {
      if (without.includes(key)) continue;
      const own = Object.getOwnPropertyDescriptor(holder, key);
      const read = () => (holder as Record<string, unknown>)[key];
      const access = own !== undefined && 'value' in own ? { value: own.value as unknown } : { get: read };
      Object.defineProperty(fields, key, { ...access, enumerable: true, configurable: true });
    }
  }
  return fields;
}

/** An own value that is there without calling a getter; undefined otherwise. May throw what a proxy throws. */
export function plainValue(holder: object, key: string): unknown {
  if (!Object.hasOwn(holder, key)) return undefined;
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}
