import { type Canary, findLeaks } from '@logsieve/testing';

const PLACES = [
  ...['path', 'query', 'bearer', 'cookie', 'apiKey', 'userAgent', 'referrer', 'header'],
  ...['email', 'password', 'card', 'setCookie', 'responseHeader', 'answer'],
  ...['message', 'cause', 'detail', 'binding', 'nested', 'key', 'value', 'bytes', 'unknownRoute'],
] as const;

/** What is planted, by the place where it is planted. */
export type Canaries = Readonly<Record<string, string>>;

/** A canary for each place: safe in URLs and headers, and of no shape that a detector knows. */
export const CANARIES: Canaries = Object.fromEntries(
  PLACES.map((place, index) => [place, `kZ7${String.fromCharCode(65 + index)}vQx4wUm${index}Rj`]),
);

/** The network address that the requests seem to come from; it may only come out as a network. */
export const ADDRESS = '203.0.113.77';

const SOUGHT: readonly Canary[] = Object.entries(CANARIES).map(([label, text]) => ({
  label,
  text,
  parts: [text.slice(0, 7)],
}));

/** The places whose canaries, or first halves of them, are in an output, in whatever encoding. */
export function placesIn(output: string): string[] {
  return [...new Set(findLeaks(output, SOUGHT).map(({ index }) => SOUGHT[index]!.label))];
}
