import { pino } from 'pino';
import type { Host, Symbols } from './host.js';

/**
 * The logger's own serializer for a field. In the table of pino before 10.4 a field named `__proto__` or `constructor`
 * finds what every object has, and the call throws.
 */
export function serializerFor(
  host: Host,
  symbols: Symbols,
  key: string,
): ((value: unknown) => unknown) | undefined {
  const serializers = host[symbols.serializers] as Readonly<Record<string, unknown>>;
  const serializer = Object.hasOwn(serializers, key) ? serializers[key] : undefined;
  return typeof serializer === 'function' ? (serializer as (value: unknown) => unknown) : undefined;
}

/** True where a table has a serializer that is run: pino's own for errors is not, since policies know errors better. */
export function hasSerializers(serializers: object): boolean {
  return Object.values(serializers).some((serializer) => serializer !== pino.stdSerializers.err);
}
