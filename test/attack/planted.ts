import type { Definitions } from '@logsieve/core';

/**
 * What is planted, and what to look for afterwards. Each canary has two halves, and each half is looked for by
 * itself: half of a secret is a leak too. A half is longer than what `mask` may show at one end.
 */
const HALVES = {
  text: ['kZ7qXwVj4H', 'Pm9uRdLq3T'],
  name: ['Wq5xKv8Jt2', 'Zg6bDh3MyF'],
} as const;

/** No rule but one for free text lets this out: it is no token, no code, no class name, no route. */
export const TEXT = HALVES.text.join(' !');
/** Has the form of an id: to be planted where ids may not leave either. */
export const NAME = HALVES.name.join('');
/** A safe integer, too large for a time: to be planted where such numbers may not leave. */
export const DIGITS = 7_391_846_205_173;
/** A card number, for free text that detectors look at. */
export const CARD = '4111111111111111';

/** Too short for `mask` to show anything of it; nothing else that is masked begins or ends as it does. */
export const SHORT_SECRET = '~Q9^';

/** The encodings in which a half of a canary may not be found, each with the texts that show it. In lower case. */
export const NEEDLES: readonly { readonly form: string; readonly needle: string }[] = [
  ...[...HALVES.text, ...HALVES.name].flatMap(formsOf),
  { form: 'digits', needle: String(DIGITS) },
  { form: 'card', needle: CARD },
  { form: 'card', needle: CARD.replace(/(.{4})(?=.)/g, '$1 ') },
];

function formsOf(half: string): { form: string; needle: string }[] {
  const bytes = Buffer.from(half);
  const list = [...bytes];
  const hex = list.map((byte) => byte.toString(16).padStart(2, '0'));
  const units = [...half];
  const escapes = units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const forms: Readonly<Record<string, readonly string[]>> = {
    plain: [half],
    percent: [hex.map((byte) => `%${byte}`).join('')],
    base64: [0, 1, 2].map((offset) => base64At(bytes, offset)),
    base64url: [0, 1, 2].map((offset) => base64At(bytes, offset).replace(/\+/g, '-').replace(/\//g, '_')),
    hex: [hex.join(''), hex.join(' ')],
    escapes: [escapes.join(''), escapes.map((escape) => `\\${escape}`).join('')],
    bytes: [list.join(','), list.join(', '), list.join(' ')],
    units: [units.map((unit, at) => `"${at}":"${unit}"`).join(','), units.join('","'), units.join(',')],
  };
  return Object.entries(forms).flatMap(([form, needles]) =>
    needles.map((needle) => ({ form, needle: needle.toLowerCase() })),
  );
}

/** What is sure to be in the base64 of a text that has these bytes at an offset of 0, 1 or 2 to a group of three. */
function base64At(bytes: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return encoded.slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6));
}

/** The encodings in which a half of a canary is in the text. */
export function formsIn(text: string): string[] {
  const folded = text.toLowerCase();
  return [...new Set(NEEDLES.filter(({ needle }) => folded.includes(needle)).map(({ form }) => form))];
}

/** Texts in which the default detectors have to find the canary, whatever is around it. */
export const DETECTED: readonly string[] = [
  `password=${NAME}`,
  `login failed, api_key: ${NAME}, retry`,
  `Authorization: Bearer ${NAME}`,
  `sent bearer ${NAME} twice`,
  `mail to ${NAME}@example.com bounced`,
  // Cut in the middle, this is no address any more.
  `note from user ${NAME}@example.com`,
  `GET /invite?to=${NAME}%40example.com&x=1`,
  `"\\u0070assword":"${NAME}"`,
  `card ${CARD} declined`,
  `card 4111 1111 1111 1111 declined`,
  `open https://ada:${NAME}@shop.example/a`,
  `{"token":"${TEXT}","x":1}`,
  `{\\"secret\\":\\"${TEXT}\\"}`,
  `run --db-password ${NAME} now`,
  `x\u0000password=${NAME}\u001b[31m`,
  `\ud800 cookie: sid=${NAME}`,
];

/** Detectors that a policy may define, */
export const OWN: Definitions = {
  'own-number': { pattern: '(?i)zq-[0-9]{10,13}' },
  'own-words': { words: ['bluebird', TEXT, 'project falcon'], placeholder: '[own]' },
  'own-told': { pattern: '[A-Za-z0-9]{20}', near: ['holder'] },
};
/** and texts in which they have to find the canary. */
export const OWN_DETECTED: readonly string[] = [
  `case ZQ-${DIGITS} closed`,
  `case(zq%2D${DIGITS})`,
  `\u0000zq\\u002d${DIGITS}!`,
  `by ${TEXT}.`,
  `"\ud83c\udfab${TEXT.toUpperCase().replace(' ', '_')}"`,
  `account holder is ${NAME}.`,
];
