import winston from 'winston';
import { isObject, type Target } from './host.js';

/** What of winston's own transports decides about what they look at. */
interface Own extends Target {
  readonly isObjectMode?: unknown;
  readonly listenerCount?: (event: string) => number;
}

/**
 * True for a transport of winston's own that writes an info's text and looks at no field of it: no class of the
 * application's, no `log` of its own, no format, and nobody whom it tells of what it wrote. Of this copy of winston;
 * another one's get the whole info.
 */
export function takesTextOnly(target: Target): boolean {
  const { format, isObjectMode, listenerCount } = target as Own;
  return (
    isWinstons(target) &&
    !Object.hasOwn(target, 'log') &&
    !format &&
    isObjectMode !== true &&
    listenerCount?.call(target, 'logged') === 0
  );
}

function isWinstons(target: Target): boolean {
  const prototype: unknown = Object.getPrototypeOf(target);
  return isObject(prototype) && (prototypes ??= winstonsPrototypes()).has(prototype);
}

let prototypes: ReadonlySet<object> | undefined;

/** winston loads its transports when they are first asked for: not before a logger is protected. */
function winstonsPrototypes(): ReadonlySet<object> {
  const { Console, File, Stream } = winston.transports;
  return new Set([Console.prototype, File.prototype, Stream.prototype]);
}
