import { foldCase, hasAnyDepth } from '../path-pattern.js';
import type { PolicyRule, Segment } from '../policy.js';

/** Says whether a path pattern of a removal meets a path that a rule lists: at it, above it, or among its members. */
export type Listing = (segments: readonly Segment[]) => boolean;

/** The paths that the rules list. Looking one up takes time for the pattern, not for the rules. */
export function createListing(rules: Iterable<Pick<PolicyRule, 'segments' | 'rule'>>): Listing {
  const root = createPlace();
  for (const { segments, rule } of rules) {
    if ('remove' in rule || hasAnyDepth(segments)) continue;
    let place = root;
    for (const segment of segments) place = open(place, segment);
    place.hasMembers ||= 'map' in rule || ('keep' in rule && rule.keep === 'error');
  }
  return (segments) => {
    let places: readonly Place[] = [root];
    for (const segment of segments) {
      const next = places.flatMap((place) => placesAfter(place, segment));
      if (next.length === 0) return false;
      if (next.some(({ hasMembers }) => hasMembers)) return true;
      places = next;
    }
    return true;
  };
}

/** A listed path, or one that has listed paths below it. */
interface Place {
  readonly exact: Map<string, Place>;
  /** The places below by folded name: those of exact names, and the one for names in any case. */
  readonly folded: Map<string, { readonly exact: Place[]; anyCase?: Place }>;
  element?: Place;
  /** Lets out members that no rule names. */
  hasMembers: boolean;
}

function createPlace(): Place {
  return { exact: new Map(), folded: new Map(), hasMembers: false };
}

function open(place: Place, segment: Segment): Place {
  if (!('name' in segment)) return (place.element ??= createPlace());
  const key = foldCase(segment.name);
  const group = place.folded.get(key) ?? { exact: [] };
  place.folded.set(key, group);
  if (segment.kind === 'caseInsensitive') return (group.anyCase ??= createPlace());
  const known = place.exact.get(segment.name);
  if (known !== undefined) return known;
  const below = createPlace();
  place.exact.set(segment.name, below);
  group.exact.push(below);
  return below;
}

function placesAfter(place: Place, segment: Segment): readonly Place[] {
  if (!('name' in segment)) {
    const named = [...place.folded.values()].flatMap(({ exact, anyCase }) => [exact, anyCase ?? []].flat());
    return place.element === undefined ? named : [...named, place.element];
  }
  const group = place.folded.get(foldCase(segment.name));
  const exact = segment.kind === 'exact' ? (place.exact.get(segment.name) ?? []) : (group?.exact ?? []);
  return [exact, group?.anyCase ?? []].flat();
}
