/**
 * What must not get into a log: the personal data and secrets of a few made-up customers, and the search for
 * them in a file, whatever they are written as. Always the same, so that two runs can be compared.
 */
import { createHash } from 'node:crypto';
import { findLeaks } from '@logsieve/testing';

const NAMES =
  `Mirabel Okonjowska, Tadeusz Brzezinka, Ingibjorg Halldors, Oluwaseun Adebayoh, Xiomara Quintanar,
  Bartholomew Fitzwarin, Saoirse Mac Giollain, Yevgenia Vorontsova, Thandiwe Nkosazana, Leopold Achterberg,
  Guadalupe Zaragozana, Anneliese Wolkenstein`.split(/,\s+/);

/** The service's own secret, which it sends to the payment provider. */
export const PROVIDER_KEY = `pk-live-${digest('provider').slice(0, 24)}`;

export const CUSTOMERS = NAMES.map((name, index) => {
  const id = `cus_${digest(`id ${name}`).slice(0, 14)}`;
  const last = name.split(' ').pop().toLowerCase();
  const email = `${name[0].toLowerCase()}.${last}@mail${index}.example.com`;
  return {
    id,
    name,
    email,
    password: `${'Kestrel!#$'.slice(0, 7 + (index % 4))}-${digest(`password ${name}`).slice(0, 10)}`,
    phone: `+1-202-555-${String(1000 + index * 37).slice(-4)}`,
    ssn: `${521 + index}-${20 + index}-${4310 + index * 7}`,
    street: `${211 + index * 17} ${name.split(' ')[0]} Orchard Lane`,
    ip: `203.0.113.${100 + index}`,
    card: luhn(`4539${String(71850112340 + index * 7919)}`),
    // Longer than a real one: three digits are in every log by chance.
    cvv: `cvv-${digest(`cvv ${name}`).slice(0, 8)}`,
    bearer: jwt({ sub: id, email, iat: 1_700_000_000 + index }),
    session: digest(`session ${name}`).slice(0, 40),
    resetToken: digest(`reset ${name}`).slice(0, 32),
    prompt: `I was diagnosed with ${last}itis in March, may I still order ${index + 3} kettles?`,
    orderId: uuid(`order ${name}`),
  };
});

/** One per value that must not come out: what kind of thing it is, and the text to look for. */
export const PLANTED = [
  ...CUSTOMERS.flatMap((customer) => [
    { kind: 'passwords', text: customer.password },
    { kind: 'access tokens (JWT)', text: customer.bearer.split('.')[2] },
    { kind: 'session cookies', text: customer.session },
    { kind: 'reset tokens', text: customer.resetToken },
    { kind: 'card numbers', text: customer.card },
    { kind: 'card verification values', text: customer.cvv },
    { kind: 'social security numbers', text: customer.ssn },
    { kind: 'names', text: customer.name.split(' ').pop() },
    { kind: 'e-mail addresses', text: customer.email.split('@')[0] },
    { kind: 'phone numbers', text: customer.phone },
    { kind: 'streets', text: customer.street },
    { kind: 'IP addresses', text: customer.ip },
    { kind: 'customer ids', text: customer.id },
    { kind: 'diagnoses in prompts', text: customer.prompt.slice(21, customer.prompt.indexOf(' in March')) },
  ]),
  { kind: "the service's own API key", text: PROVIDER_KEY },
];

const CANARIES = PLANTED.map(({ kind, text }) => ({ label: kind, text, parts: [] }));

/** How many of the planted values of each kind are in the text, however written: `[{ kind, planted, found }]`. */
export function search(text) {
  const found = new Set(findLeaks(text, CANARIES).map(({ index }) => index));
  const kinds = new Map();
  for (const [index, { kind }] of PLANTED.entries()) {
    const row = kinds.get(kind) ?? { kind, planted: 0, found: 0 };
    row.planted++;
    if (found.has(index)) row.found++;
    kinds.set(kind, row);
  }
  return [...kinds.values()];
}

/** True where the text holds a planted value, in any form. */
export function holdsPlanted(text) {
  return findLeaks(text, CANARIES).length > 0;
}

function digest(text) {
  return createHash('sha256').update(`logsieve demo ${text}`).digest('hex');
}

function uuid(text) {
  const hex = digest(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function jwt(claims) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signature = createHash('sha256').update(claims.sub).digest('base64url');
  return `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}.${signature}`;
}

/** Adds the check digit (ISO/IEC 7812-1). */
function luhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
