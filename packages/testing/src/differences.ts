/**
 * Where two JSON values differ, one line for each path: `user.email: expected nothing, came out: string of 16`. Values
 * are shown only on request.
 */
export function differences(actual: unknown, expected: unknown, values: boolean): string[] {
  const found: string[] = [];
  compare(actual, expected, []);
  return found;

  function compare(came: unknown, wanted: unknown, path: readonly string[]): void {
    if (isObject(came) && isObject(wanted) && Array.isArray(came) === Array.isArray(wanted)) {
      for (const name of new Set([...Object.keys(wanted), ...Object.keys(came)])) {
        compare(own(came, name), own(wanted, name), [...path, name]);
      }
      return;
    }
    if (Object.is(came, wanted)) return;
    const show = (value: unknown) =>
      values && value !== undefined ? JSON.stringify(value) : describe(value);
    const other = !values && describe(came) === describe(wanted) ? ' of another value' : '';
    found.push(
      `${path.join('.') || 'the record'}: expected ${show(wanted)}, came out: ${show(came)}${other}`,
    );
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function own(holder: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return `string of ${value.length}`;
  if (Array.isArray(value)) return `array of ${value.length}`;
  return typeof value === 'object' ? `object of ${Object.keys(value).length}` : typeof value;
}
