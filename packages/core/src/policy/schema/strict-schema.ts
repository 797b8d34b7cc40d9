/**
 * Two of valibot's schemas, stricter: every unknown property is an issue of its own, arrays are no objects, and
 * no key is passed over (`constructor` is a field name like any other). The schemas stay valibot's, so that its
 * JSON Schema converter knows them.
 */
import * as v from 'valibot';

/**
 * An object with these properties and no others. The issue of an unknown one has `names` as its requirement;
 * `noObject` gives the message for what is no object.
 */
export function strict<const Entries extends v.ObjectEntries>(
  entries: Entries,
  names: readonly string[] = Object.keys(entries),
  noObject?: (input: unknown) => string,
): v.StrictObjectSchema<Entries, undefined> {
  const schema = v.strictObject(entries);
  return Object.assign(schema, {
    '~run'(dataset: Dataset, config: v.Config<v.BaseIssue<unknown>>) {
      const input = openObject(schema, dataset, config, noObject);
      if (input === undefined) return dataset;
      for (const [name, member] of Object.entries(entries)) {
        if (Object.hasOwn(input, name)) runMember(member, input, name, dataset, config);
        else if (member.type !== 'exact_optional') {
          const path = [pathItem(input, name)] as const;
          v._addIssue(schema, 'key', dataset as never, config, {
            input: undefined,
            expected: `"${name}"`,
            path: [...path],
          });
        }
      }
      for (const name of Object.keys(input)) {
        if (Object.hasOwn(entries, name)) continue;
        const context = { ...schema, requirement: names };
        v._addIssue(context as never, 'key', dataset as never, config, {
          input: name,
          expected: 'never',
          path: [pathItem(input, name)],
        });
      }
      return dataset;
    },
  });
}

/** An object whose keys are data. */
export function record<const Value extends v.GenericSchema>(
  value: Value,
): v.RecordSchema<v.StringSchema<undefined>, Value, undefined> {
  const schema = v.record(v.string(), value);
  return Object.assign(schema, {
    '~run'(dataset: Dataset, config: v.Config<v.BaseIssue<unknown>>) {
      const input = openObject(schema, dataset, config);
      if (input === undefined) return dataset;
      for (const name of Object.keys(input)) runMember(value, input, name, dataset, config);
      return dataset;
    },
  });
}

/** The schema that `pick` chooses by looking at the input; `all` is what editors are shown. */
export function choose<const All extends v.GenericSchema>(
  all: All,
  pick: (input: unknown) => v.GenericSchema,
): v.LazySchema<All> {
  return v.lazy((input) => (input === undefined ? all : (pick(input) as unknown as All)));
}

/** True for what JSON calls an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Dataset {
  value: unknown;
  typed?: boolean;
  issues?: v.BaseIssue<unknown>[];
}

/** The input as an object; nothing in it is changed, so it is the output too. */
function openObject(
  schema: v.GenericSchema,
  dataset: Dataset,
  config: v.Config<v.BaseIssue<unknown>>,
  noObject?: (input: unknown) => string,
): Readonly<Record<string, unknown>> | undefined {
  if (isObject(dataset.value)) {
    dataset.typed = true;
    return dataset.value;
  }
  const message = noObject?.(dataset.value);
  v._addIssue({ ...schema, message } as never, 'type', dataset as never, config);
  return undefined;
}

function runMember(
  schema: v.GenericSchema,
  input: Readonly<Record<string, unknown>>,
  name: string,
  dataset: Dataset,
  config: v.Config<v.BaseIssue<unknown>>,
): void {
  const result = schema['~run']({ value: input[name] }, config);
  if (result.issues !== undefined) {
    const issues = (dataset.issues ??= []);
    for (const issue of result.issues) {
      issues.push({ ...issue, path: [pathItem(input, name), ...(issue.path ?? [])] });
    }
  }
  if (!result.typed) dataset.typed = false;
}

function pathItem(input: Readonly<Record<string, unknown>>, key: string): v.ObjectPathItem {
  return { type: 'object', origin: 'value', input, key, value: input[key] };
}
