import type { Leaf } from '../../actions/action.js';
import { atAnyDepth, step } from '../../json/prune.js';
import { compileCatalog } from '../../messages/catalog.js';
import { holeWriters } from '../../messages/holes.js';
import { createNameUnknown } from '../../messages/unknown.js';
import { hasAnyDepth } from '../path-pattern.js';
import type { HoleRule, MessageSetting, Origin, PolicyRule } from '../policy.js';
import type { CompiledPolicy } from './compiled-policy.js';
import type { Keys } from './keys.js';
import type { createLeafCompiler } from './leaf-compiler.js';

/** What of a compiled policy decides messages, but for what rules say of them. */
export type CompiledMessage = Pick<CompiledPolicy, 'catalog' | 'findText' | 'nameUnknown'>;

/** Where `message` stands; keys that its rules lack are reported there. */
export interface MessagePlace {
  readonly messageKey: string;
  readonly origin: Origin;
}

/** Compiles the catalog, the rules for what is in its holes, and what names other messages. */
export function compileMessage(
  setting: MessageSetting,
  { messageKey, origin }: MessagePlace,
  keys: Keys,
  compileLeaf: ReturnType<typeof createLeafCompiler>,
): CompiledMessage {
  if (typeof setting === 'string') return { catalog: undefined, findText: undefined, nameUnknown: undefined };
  const { catalog, holes, unknown } = setting;
  const leafOfHole = (rule: HoleRule): Leaf =>
    compileLeaf({ pattern: messageKey, segments: [], rule, origin }, true).leaf;
  const findText = compileCatalog(catalog, holeWriters(holes, leafOfHole));
  const key =
    unknown === undefined
      ? undefined
      : keys.of(unknown.pseudonymize.key, { ...origin, path: [...origin.path, 'unknown'] });
  return { catalog, findText, nameUnknown: key === undefined ? undefined : createNameUnknown(key) };
}

/** True where a removal reaches the message, which is no field of the tree. A `**` rule that replaces removes it. */
export function removesMessage(rules: readonly PolicyRule[], messageKey: string): boolean {
  const states = rules
    .filter(({ rule, segments }) => 'remove' in rule || hasAnyDepth(segments))
    .map(({ segments }) => ({ segments, at: 0 }));
  const reached = step(atAnyDepth(states), messageKey);
  return atAnyDepth(reached).some(({ segments, at }) => at === segments.length);
}
