/**
 * What a policy lists, as the attacker needs it: the names at each place and the rules below. Read from the rules by
 * a few lines of its own, so that a fault in the engine's tree does not blind those who look for it.
 */
import type { CompiledPolicy, Rule } from '@logsieve/core';

/** A member, an element or the record itself. */
export interface Place {
  /** The rules that may decide it; more than one where patterns overlap. */
  readonly rules: Rule[];
  readonly exact: Map<string, Place>;
  /** By name in lower case. */
  readonly folded: Map<string, { readonly name: string; readonly place: Place }>;
  element: Place | undefined;
  /** A rule with `**`, or one of a profile, takes all of it away. */
  gone: boolean;
  /** The rule of a profile that stands in place of the policy's. */
  tightened: Rule | undefined;
}

type Segment = CompiledPolicy['policy']['rules'][number]['segments'][number];

/** The record of a policy, with all that is listed in it. */
export function placesOf({ policy, profile, limits }: CompiledPolicy): Place {
  const root = createPlace();
  const listing = policy.rules.filter(
    ({ rule, segments }) =>
      !('remove' in rule) &&
      segments.length <= limits.depth &&
      segments.every(({ kind }) => kind !== 'anyDepth'),
  );
  // Those that match in any case come last: they hold for what others name exactly, too.
  const isFolding = ({ segments }: (typeof listing)[number]) =>
    segments.some(({ kind }) => kind === 'caseInsensitive');
  for (const folding of [false, true]) {
    for (const entry of listing.filter((each) => isFolding(each) === folding))
      for (const place of placesAt(root, entry.segments)) place.rules.push(entry.rule);
  }
  const tighter = policy.profiles[profile ?? '']?.rules ?? [];
  const removals = tighter.filter(({ rule }) => 'remove' in rule);
  for (const { rule, segments } of tighter) {
    if ('remove' in rule) continue;
    // Where two rules meet, the more specific one decides, which need not be this one.
    for (const place of placesAt(root, segments)) if (place.rules.length === 1) place.tightened = rule;
  }
  const guards = policy.rules.filter(({ segments }) => segments.some(({ kind }) => kind === 'anyDepth'));
  for (const { segments } of [...removals, ...guards]) mark(root, segments);
  return root;
}

/** True where the name is, or might be taken for, one that is listed. */
export function isListed({ exact, folded }: Place, name: string): boolean {
  return exact.has(name) || folded.has(name.toLowerCase());
}

/** True where one rule decides all that is under the name. */
export function isDecided({ exact }: Place, name: string): boolean {
  return (exact.get(name)?.rules.length ?? 0) > 0;
}

function createPlace(): Place {
  return {
    rules: [],
    exact: new Map(),
    folded: new Map(),
    element: undefined,
    gone: false,
    tightened: undefined,
  };
}

function placesAt(root: Place, segments: readonly Segment[]): Place[] {
  let places = [root];
  for (const segment of segments) places = places.flatMap((place) => below(place, segment));
  return places;
}

function below(place: Place, segment: Segment): Place[] {
  if (segment.kind === 'caseInsensitive') {
    const key = segment.name.toLowerCase();
    const known = place.folded.get(key) ?? { name: segment.name, place: createPlace() };
    place.folded.set(key, known);
    const exact = [...place.exact].filter(([name]) => name.toLowerCase() === key).map(([, next]) => next);
    return [known.place, ...exact];
  }
  if (segment.kind === 'exact') {
    const known = place.exact.get(segment.name) ?? createPlace();
    place.exact.set(segment.name, known);
    return [known];
  }
  return [(place.element ??= createPlace())];
}

/** Marks what the pattern reaches, wherever it is listed. */
function mark(place: Place, segments: readonly Segment[]): void {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    place.gone = true;
    return;
  }
  if (segment.kind === 'anyDepth') {
    mark(place, rest);
    for (const next of children(place)) mark(next, segments);
    return;
  }
  for (const next of matching(place, segment)) mark(next, rest);
}

function children({ exact, folded, element }: Place): Place[] {
  const named = [...exact.values(), ...[...folded.values()].map(({ place }) => place)];
  return element === undefined ? named : [...named, element];
}

function matching(place: Place, segment: Exclude<Segment, { kind: 'anyDepth' }>): Place[] {
  if (segment.kind === 'any') return children(place);
  const found = place.exact.get(segment.name);
  if (segment.kind === 'exact') return found === undefined ? [] : [found];
  return children(place).filter((next) => nameOf(place, next)?.toLowerCase() === segment.name.toLowerCase());
}

function nameOf({ exact, folded }: Place, wanted: Place): string | undefined {
  for (const [name, place] of exact) if (place === wanted) return name;
  for (const { name, place } of folded.values()) if (place === wanted) return name;
  return undefined;
}
