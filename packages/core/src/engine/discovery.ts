import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { formatNames } from '../policy/path-pattern.js';
import type { Limits } from '../policy/policy.js';
import type { Decision, Reason, Trace, ValueType, Why } from '../run/trace.js';
import { adviceFor } from './advice.js';

/** A path that was met without a rule for it, or of which the rule let nothing out. Holds names, never values. */
export interface Discovered {
  /** The path as a path pattern; `*` for any element of an array. */
  readonly path: string;
  readonly type: ValueType;
  readonly outcome: 'unlisted' | 'removed';
  /** Why it was removed. */
  readonly reason?: Reason | undefined;
  /** For a developer: the rule that would keep it, or what the rule that removed it wants. */
  readonly advice: string;
}

/** Most that one process tells of. */
const MOST_TOLD = 1000;

/**
 * Traces, one for each record, that together tell each unlisted path once, and each removed one once for each reason.
 * Array elements count as one path. What a rule removes whatever it is, is not told.
 */
export function createDiscovery(
  onDiscovered: (discovered: Discovered) => void,
): (compiled: CompiledPolicy) => Trace {
  const told = new Set<string>();
  const tell = (key: string, discovered: () => Discovered) => {
    if (told.size >= MOST_TOLD || told.has(key)) return;
    told.add(key);
    try {
      onDiscovered(discovered());
    } catch {
      // Whoever listens has no say in what is logged.
    }
  };
  return ({ limits, policy }) => {
    const path: string[] = [];
    const [ring] = Object.keys(policy.keys);
    const decided = ({ name, outcome, outline, why }: Decision): void => {
      if (outcome !== 'unlisted' && (outcome !== 'removed' || why === undefined || why.reason === 'rule'))
        return;
      const names = [...path, name];
      const at = formatNames(names, isIndex);
      const { type } = outline;
      tell(JSON.stringify([at, why?.reason]), () =>
        why === undefined
          ? { path: at, type, outcome: 'unlisted', advice: adviceFor(at, names, outline, { limits, ring }) }
          : {
              path: at,
              type,
              outcome: 'removed',
              reason: why.reason,
              advice: removedBy(at, why, outline, limits),
            },
      );
    };
    return { limits, path, decided };
  };
}

/** True for the index of an array element, and for a name that looks like one: an id, most often. */
function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}

/** What stood in the way. */
function removedBy(
  path: string,
  { reason, wants = 'something else', most, limit }: Why,
  { type, room = 0 }: Decision['outline'],
  limits: Limits,
): string {
  switch (reason) {
    case 'type':
      return `the rule wants ${wants}${placeHint(path, wants, type)}`;
    case 'range':
      return `it is out of range; the rule wants ${wants}`;
    case 'enum':
    case 'form':
      return `it has another form; the rule wants ${wants}`;
    case 'too-long':
      return `longer than max ${most ?? 0}${room <= limits.stringLength ? `; "max": ${room} is room for it` : ''}`;
    case 'limit':
      if (limit === undefined)
        return most === undefined ? 'past a limit' : `longer than ${most} characters of JSON`;
      return `${limit === 'stringLength' ? 'longer than' : 'past'} limits.${limit} (${limits[limit]})`;
    case 'members':
      return 'no member of it has a key and a value that the map lets out';
    case 'displaced':
      return 'a later member with its name in another case took its place';
    case 'fault':
      return 'reading it threw';
    case 'rule':
      return 'a rule removes it';
  }
}

/** Rules for elements stand where an object is, or rules for members where an array is. */
function placeHint(path: string, wants: string, type: ValueType): string {
  if (wants === 'an array' && type === 'object')
    return `: ${path}.* is for the elements of arrays, and an object needs the names of its members, or map`;
  return wants === 'an object' && type === 'array' ? `: elements are listed as ${path}.*` : '';
}
