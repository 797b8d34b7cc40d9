import { type Info, MESSAGE, type Transform } from './host.js';

/** What `json()` of each copy of winston runs. */
const transforms = new WeakSet<Transform['transform']>();

/** Learns what `json()` is from the format that winston gives a logger without one. Not taken for it: anything else. */
export function learnJson({ transform }: Transform): void {
  const info: Info = { level: 'x' };
  const result = transform(info, {});
  if (result === info && Object.keys(info).length === 1 && info[MESSAGE] === '{"level":"x"}')
    transforms.add(transform);
}

/**
 * True for `json()` alone: it adds nothing to an info but its text, which is made anew from what the policy lets out. One
 * with a replacer of the application's is something else.
 */
export function isBareJson({ transform, options }: Transform): boolean {
  const { replacer } = (options ?? {}) as { readonly replacer?: unknown };
  return transforms.has(transform) && replacer === undefined;
}
