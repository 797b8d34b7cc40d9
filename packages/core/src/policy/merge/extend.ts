/** A document with all it builds on: finds the documents, in whatever order they name each other, and merges them. */
import { type LayerContext, type Owner, originOf } from './cell.js';
import { type DocumentPath, type SourceDocument, readObject, readText } from '../document.js';
import type { Issue, Report } from '../issue.js';
import { type Layer, readLayer } from './layer.js';
import { mergeLayers } from './merge.js';
import { hintNearest } from '../schema/nearest.js';
import type { Origin, PolicyDocument } from '../policy.js';
import type { Resolve } from '../resolve.js';
import { PRESETS, hintPreset } from '../presets/index.js';
import { type IsFaulty, checkShape } from '../schema/shape.js';
import { isObject } from '../schema/strict-schema.js';

/** A document merged with everything it extends. */
export interface Extended {
  readonly owner: Owner;
  readonly layer: Layer;
  /** What the document itself says. */
  readonly content: PolicyDocument;
  readonly isFaulty: IsFaulty;
  /** The place of a path in the document. */
  readonly originOf: (path: DocumentPath) => Origin;
}

/** Merges; reports the issues of all documents. Undefined where the document itself is no policy of version 1. */
export function extendDocument(
  document: SourceDocument,
  resolve: Resolve | undefined,
  report: Report,
): Extended | undefined {
  return extend(document, [], { resolve, report, known: new Map() });
}

const BASE = 'logsieve:base';

interface Context {
  readonly resolve: Resolve | undefined;
  readonly report: Report;
  /** Each document once, however many extend it. */
  readonly known: Map<string, Extended | undefined>;
}

function extend(document: SourceDocument, chain: readonly string[], context: Context): Extended | undefined {
  const { report } = context;
  const content = document.value;
  if (!isObject(content)) {
    checkShape(document, report);
    return undefined;
  }
  if (content['logsieve'] !== 1) {
    reportVersion(document, report);
    return undefined;
  }
  const isFaulty = checkShape(document, report);
  const checked = content as unknown as PolicyDocument;
  const below = [...chain, document.source];
  const parents = specifiersOf(checked, isFaulty).flatMap(
    ([specifier, index]) => extendParent(specifier, index, document, below, context) ?? [],
  );
  const owner: Owner = { source: document.source, ancestors: ancestorsOf(document.source, parents) };
  const layerContext: LayerContext = { document, owner, isFaulty, report, resolve: context.resolve };
  const unique = [...new Map(parents.map((parent) => [parent.owner.source, parent])).values()];
  const layer = mergeLayers(
    unique.map((parent) => parent.layer),
    readLayer(
      checked,
      unique.flatMap(({ layer: { define } }) => [...define.keys()]),
      layerContext,
    ),
    owner,
    originOf(['extends'], layerContext),
    report,
  );
  return { owner, layer, content: checked, isFaulty, originOf: (path) => originOf(path, layerContext) };
}

/** What the document builds on, with the place in `extends`: the base under all, unless `extends` is empty. */
function specifiersOf(content: PolicyDocument, isFaulty: IsFaulty): [string, number | undefined][] {
  const { extends: written } = content;
  if (!Array.isArray(written)) return [[BASE, undefined]];
  if (written.length === 0) return [];
  const named = (written as readonly string[]).flatMap((specifier, index): [string, number][] =>
    isFaulty(['extends', index]) ? [] : [[specifier, index]],
  );
  return [[BASE, undefined], ...named];
}

/** Everything yields to what builds on it, and the base yields to all, be it named or not. */
function ancestorsOf(source: string, parents: readonly Extended[]): ReadonlySet<string> {
  const ancestors = new Set(parents.flatMap(({ owner }) => [owner.source, ...owner.ancestors]));
  if (source !== BASE) ancestors.add(BASE);
  return ancestors;
}

function extendParent(
  specifier: string,
  index: number | undefined,
  document: SourceDocument,
  chain: readonly string[],
  context: Context,
): Extended | undefined {
  const path: DocumentPath = index === undefined ? ['extends'] : ['extends', index];
  const fail = (issue: Pick<Issue, 'code' | 'message' | 'hint'>): Extended | undefined => {
    context.report({ ...issue, path, source: document.source, position: document.positionOf(path) });
    return undefined;
  };
  if (specifier.startsWith('logsieve:')) {
    const preset = PRESETS.get(specifier);
    if (preset !== undefined) {
      return once(specifier, context, () =>
        extend(readObject(preset, specifier, context.report), chain, context),
      );
    }
    const hint = hintNearest(specifier, [...PRESETS.keys()]);
    const message = `there is no preset ${JSON.stringify(specifier)}`;
    return fail({ code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_PRESET', message, hint });
  }
  const found = context.resolve?.(specifier, document.source);
  if (found === undefined || 'fault' in found) {
    const how = found?.hint ?? 'use loadPolicy of @logsieve/core/node, which reads files and packages';
    const hint = hintPreset(specifier) ?? how;
    const message = found?.fault ?? `${JSON.stringify(specifier)} cannot be read here`;
    return fail({ code: 'ERR_LOGSIEVE_POLICY_UNREADABLE', message, hint });
  }
  const at = chain.indexOf(found.source);
  if (at >= 0) {
    const message = `the policy extends itself: ${[...chain.slice(at), found.source].join(' → ')}`;
    return fail({
      code: 'ERR_LOGSIEVE_POLICY_EXTENDS_CYCLE',
      message,
      hint: 'take one of them out of extends',
    });
  }
  return once(found.source, context, () => {
    const parent = readText(found.text, found.source, context.report);
    return parent === undefined ? undefined : extend(parent, chain, context);
  });
}

function once(source: string, { known }: Context, make: () => Extended | undefined): Extended | undefined {
  if (!known.has(source)) known.set(source, make());
  return known.get(source);
}

function reportVersion(document: SourceDocument, report: Report): void {
  const content = document.value as Readonly<Record<string, unknown>>;
  const missing = !Object.hasOwn(content, 'logsieve');
  report({
    code: 'ERR_LOGSIEVE_POLICY_VERSION',
    message: missing ? 'the policy does not say its version' : 'the version is not known here',
    hint: 'write "logsieve": 1, or update logsieve',
    path: ['logsieve'],
    source: document.source,
    position: document.positionOf(['logsieve']),
  });
}
