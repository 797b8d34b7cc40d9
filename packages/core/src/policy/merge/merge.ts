/** Documents on top of each other, one decision at a time. */
import type { Cell, Cells, Owner } from './cell.js';
import type { DocumentPath } from '../document.js';
import { canonicalJson } from '../hash.js';
import { type Report, formatIssuePath } from '../issue.js';
import type { Layer, Sheet } from './layer.js';
import { upperKeys } from './pattern-key.js';
import type { KeyRing, Origin, PolicyRule } from '../policy.js';

/** Told where two parents disagree and the document itself does not decide. */
type Conflict = (first: Cell<unknown>, second: Cell<unknown>) => void;

interface MergeContext {
  readonly owner: Owner;
  readonly conflict: Conflict;
  readonly report: Report;
}

/**
 * A document's layer on top of its parents' layers. Policy order: parents in order, then local; a replaced rule
 * keeps its place. `extendsAt` is where conflicts are reported.
 */
export function mergeLayers(
  parents: readonly Layer[],
  local: Layer,
  owner: Owner,
  extendsAt: Origin,
  report: Report,
): Layer {
  const conflict: Conflict = (first, second) => {
    report({
      ...extendsAt,
      code: 'ERR_LOGSIEVE_POLICY_EXTENDS_CONFLICT',
      message: `${place(first)} and ${place(second)} disagree`,
      hint: `decide ${formatIssuePath(first.origin.path)} in this document`,
    });
  };
  const context: MergeContext = { owner, conflict, report };
  return {
    ...mergeSheets(parents, local, context),
    listed: new Map([...parents, local].flatMap(({ listed }) => [...listed])),
    keys: mergeCells(
      parents.map(({ keys }) => keys),
      local.keys,
      conflict,
      ringIdentity,
    ),
    recipients: mergeCells(
      parents.map(({ recipients }) => recipients),
      local.recipients,
      conflict,
      ({ value }) => value,
    ),
    define: mergeCells(
      parents.map(({ define }) => define),
      local.define,
      conflict,
      ({ value }) => value,
    ),
    profiles: mergeProfiles(parents, local, context),
  };
}

const EMPTY: Sheet = {
  rules: new Map(),
  message: new Map(),
  detectors: new Map(),
  confidence: new Map(),
  remarks: new Map(),
  limits: new Map(),
};

function mergeProfiles(parents: readonly Layer[], local: Layer, context: MergeContext): Layer['profiles'] {
  const profiles = new Map<string, { sheet: Sheet; origin: Origin }>();
  for (const name of new Set([...parents, local].flatMap((layer) => [...layer.profiles.keys()]))) {
    const own = local.profiles.get(name);
    const inherited = parents.flatMap((parent) => parent.profiles.get(name) ?? []);
    const sheet = mergeSheets(
      inherited.map((profile) => profile.sheet),
      own?.sheet ?? EMPTY,
      context,
    );
    const origin = own?.origin ?? inherited[0]?.origin;
    if (origin !== undefined) profiles.set(name, { sheet, origin });
  }
  return profiles;
}

function mergeSheets(parents: readonly Sheet[], local: Sheet, context: MergeContext): Sheet {
  const merge = <T>(pick: (sheet: Sheet) => Cells<T>) =>
    mergeCells(parents.map(pick), pick(local), context.conflict, (cell) => cell.value);
  const rules = mergeCells(
    parents.map((sheet) => sheet.rules),
    local.rules,
    context.conflict,
    ({ value }) => value.rule,
  );
  prune(rules, context);
  return {
    rules,
    message: merge((sheet) => sheet.message),
    detectors: mergeDetectors(parents, local),
    confidence: merge((sheet) => sheet.confidence),
    remarks: merge((sheet) => sheet.remarks),
    limits: merge((sheet) => sheet.limits),
  };
}

function mergeCells<T>(
  parents: readonly Cells<T>[],
  local: Cells<T>,
  conflict: Conflict,
  identity: (cell: Cell<T>) => unknown,
): Cells<T> {
  const merged: Cells<T> = new Map();
  for (const key of new Set([...parents, local].flatMap((cells) => [...cells.keys()]))) {
    const [first, ...others] = strongest(parents.flatMap((cells) => cells.get(key) ?? []));
    const own = local.get(key);
    const cell = own ?? first;
    if (cell === undefined) continue;
    merged.set(key, cell);
    if (own !== undefined || first === undefined) continue;
    const other = others.find((c) => canonicalJson(identity(c)) !== canonicalJson(identity(first)));
    if (other !== undefined) conflict(first, other);
  }
  return merged;
}

/** Those that no other one overrides: a document overrides what it builds on, in whatever order they are named. */
function strongest<T>(cells: readonly Cell<T>[]): Cell<T>[] {
  return cells.filter((cell) => !cells.some((other) => other.owner.ancestors.has(cell.owner.source)));
}

/**
 * The nearest document that states detectors decides. Parents that state different ones are no conflict: the
 * union finds what either finds, so that nobody gets less than asked for.
 */
function mergeDetectors(parents: readonly Sheet[], local: Sheet): Cells<readonly string[]> {
  const own = local.detectors.get('detectors');
  if (own !== undefined) return new Map([['detectors', own]]);
  const [first, ...others] = strongest(parents.flatMap(({ detectors }) => detectors.get('detectors') ?? []));
  if (first === undefined) return new Map();
  const value = [...new Set([first, ...others].flatMap((cell) => cell.value))];
  return new Map([['detectors', { ...first, value }]]);
}

/**
 * A `remove` drops the rules below it that it was written knowing of. Of two parents that do not know each
 * other, one removing what the other keeps is a conflict; below a known `remove` a rule is dead.
 */
function prune(rules: Cells<PolicyRule>, { owner, conflict, report }: MergeContext): void {
  for (const [key, cell] of rules) {
    const upper = upperKeys(cell.value.segments)
      .map((upperKey) => rules.get(upperKey))
      .find((candidate) => candidate !== undefined && 'remove' in candidate.value.rule);
    // Both in one document: reported where that document was read.
    if (upper === undefined || upper.owner.source === cell.owner.source) continue;
    rules.delete(key);
    if ('remove' in cell.value.rule || upper.owner.ancestors.has(cell.owner.source)) continue;
    if (!cell.owner.ancestors.has(upper.owner.source)) conflict(upper, cell);
    else if (cell.owner.source === owner.source) report(deadBelow(upper, cell));
  }
}

function deadBelow(upper: Cell<PolicyRule>, cell: Cell<PolicyRule>) {
  return {
    ...cell.origin,
    code: 'ERR_LOGSIEVE_POLICY_DEAD_RULE',
    message: `${place(upper)} removes what the rule is about`,
    hint: `decide ${JSON.stringify(upper.value.pattern)} in this document, or leave the rule out`,
  } as const;
}

/** Two rings are the same only where their files are: paths are relative to the document that declares them. */
function ringIdentity({ value, origin }: Cell<KeyRing>): unknown {
  const hasFile = Object.values(value.ring).some((source) => 'file' in source);
  return [value, hasFile ? origin.source : null];
}

function place({
  origin,
}: {
  readonly origin: { readonly source: string; readonly path: DocumentPath };
}): string {
  return `${formatIssuePath(origin.path)} of ${origin.source}`;
}
