/** The value of each byte as a hexadecimal digit; 255 where it is none. */
export const HEX = new Uint8Array(256).fill(255);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  HEX[digit.charCodeAt(0)] = value;
  HEX[digit.toUpperCase().charCodeAt(0)] = value;
}

/** The number that `count` hexadecimal digits from `at` on write; -1 where there are not as many. */
export function hexAt(text: Uint8Array, length: number, at: number, count: number): number {
  if (at + count > length) return -1;
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = HEX[text[i] as number] as number;
    if (digit === 255) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** A number of up to `most` digits of a base, and the place behind it; undefined where there is none. */
export function numberAt(
  text: Uint8Array,
  length: number,
  from: number,
  base: 10 | 16,
  most: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  let end = from;
  while (end < length && end - from < most) {
    const digit = HEX[text[end] as number] as number;
    if (digit >= base) break;
    value = value * base + digit;
    end++;
  }
  return end === from ? undefined : { value, end };
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

export function isHexDigit(byte: number | undefined): boolean {
  return byte !== undefined && HEX[byte] !== 255;
}
