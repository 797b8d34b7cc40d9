import type { Host, Symbols } from './host.js';

/** Has pino make the logger's level methods anew, around the hook that it finds now. Tells no listener. */
export function renewLevelMethods(host: Host, symbols: Symbols): void {
  // Nobody listening needs to hear of a level that stays as it is.
  const emit = Object.getOwnPropertyDescriptor(host, 'emit');
  Object.defineProperty(host, 'emit', { value: () => true, writable: true, configurable: true });
  try {
    (host[symbols.setLevel] as (level: string) => void).call(host, host.level);
  } finally {
    Reflect.deleteProperty(host, 'emit');
    if (emit !== undefined) Object.defineProperty(host, 'emit', emit);
  }
}

/** True where the logger has level methods of its own, as one with a level of its own has. */
export function ownsLevelMethods(host: Host): boolean {
  return Object.keys(host.levels.values).some((name) => Object.hasOwn(host, name));
}
