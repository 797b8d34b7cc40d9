import { expect } from 'vitest';

/** Planted where nothing may leave; no detector knows its shape. */
export const CANARY = 'kZ7canary Qx4wUM';

/** Throws where a canary is found in `output`, in whatever encoding. Never shows the output without one. */
export function expectNoLeak(output: unknown, canaries: readonly string[] = [CANARY]): void {
  expect(leaksIn(output, canaries)).toEqual([]);
}

/** Shows that a test can fail: without logsieve the canary is in the output. */
export function expectLeak(output: unknown, canaries: readonly string[] = [CANARY]): void {
  expect(leaksIn(output, canaries)).not.toEqual([]);
}

/** The encodings in which a canary was found, as `canary 0 as hex`. */
export function leaksIn(output: unknown, canaries: readonly string[]): string[] {
  const text = dump(output);
  const folded = text.toLowerCase();
  return canaries.flatMap((canary, index) =>
    Object.entries(formsOf(canary))
      .filter(([form, needles]) => {
        const within = form.startsWith('base64') ? text : folded;
        return needles.some((needle) =>
          within.includes(form.startsWith('base64') ? needle : needle.toLowerCase()),
        );
      })
      .map(([form]) => `canary ${index} as ${form}`),
  );
}

/** How a text can be written. All but base64 are compared without regard to case. */
function formsOf(text: string): Record<string, string[]> {
  const bytes = Buffer.from(text);
  const list = [...bytes];
  const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const percent = (byte: number) => `%${byte.toString(16).padStart(2, '0')}`;
  return {
    plain: [text, JSON.stringify(text).slice(1, -1), text.replaceAll(' ', '')],
    percent: [encodeURIComponent(text), text.replaceAll(' ', '+'), list.map(percent).join('')],
    base64: [0, 1, 2].map((offset) => base64At(bytes, offset)),
    base64url: [0, 1, 2].map((offset) => base64At(bytes, offset).replaceAll('+', '-').replaceAll('/', '_')),
    hex: [bytes.toString('hex'), list.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')],
    escapes: [Array.from(text, escape).join(''), Array.from(text, (unit) => `\\${escape(unit)}`).join('')],
    bytes: [
      list.join(','),
      list.join(', '),
      list.map((byte, at) => `"${at}":${byte}`).join(','),
      [...text].map((unit, at) => `"${at}":"${unit}"`).join(','),
    ],
  };
}

/** What is sure to be in the base64 of a text that has these bytes at an offset of 0, 1 or 2 to a group of three. */
function base64At(bytes: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const from = offset === 0 ? 0 : offset + 1;
  const to = Math.floor(((offset + bytes.length) * 8) / 6);
  return encoded.slice(from, to);
}

/**
 * All that a value holds as text: strings as they are; of objects every own name and value, symbols and hidden
 * members, errors, bytes and collections included. Getters are called; what they throw is text too.
 */
export function dump(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'symbol') return value.description ?? '';
  if (typeof value !== 'object' || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return `${bytes.toString('utf8')} ${[...bytes.subarray(0, 100_000)].join(',')}`;
  }
  const parts =
    value instanceof Map || value instanceof Set ? [...value].map((entry) => dump(entry, seen)) : [];
  for (const key of Reflect.ownKeys(value))
    parts.push(typeof key === 'symbol' ? '' : key, memberOf(value, key, seen));
  return parts.join('\n');
}

function memberOf(holder: object, key: PropertyKey, seen: Set<unknown>): string {
  try {
    return dump((holder as Record<PropertyKey, unknown>)[key], seen);
  } catch (error) {
    return String(error);
  }
}
