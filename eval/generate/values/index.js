/** The types of values, each with the row of the results it counts in and what it is made by. */
import { awsKeyId, awsSecret, awsSessionToken, azureKey, gcpKey } from './cloud.js';
import { card } from './card.js';
import { email, rareEmail } from './email.js';
import { privateKey } from './keys.js';
import { aadhaar, bsn, codiceFiscale, cpf, dni, nhs, nino, nir, sin, steuerId } from './national.js';
import { ipv4, ipv6, mac } from './network.js';
import { iban, itin, ssn } from './numbers.js';
import { phone } from './phone.js';
import { entropy, passphrase, password, queryToken } from './secrets.js';
import { basicCredentials, bearerToken, digestCredentials, jwt, sessionCookie } from './tokens.js';
import { urlCredentials } from './urls.js';
import { vendorToken } from './vendors.js';

/**
 * `family` says which general templates a type may stand in (none: only its own), `weight` how many lines it gets,
 * `needsWord` that without a telling word in front nothing tells it from other text.
 */
export const TYPES = [
  {
    type: 'email',
    family: 'personal',
    weight: 16,
    create: (random) => (random.chance(0.08) ? rareEmail : email)(random),
  },
  { type: 'card', family: 'personal', weight: 16, create: card },
  { type: 'ssn', family: 'personal', weight: 12, create: ssn },
  { type: 'itin', family: 'personal', weight: 4, create: itin },
  { type: 'iban', family: 'personal', weight: 13, create: iban },
  { type: 'phone', family: 'personal', weight: 26, create: phone },
  { type: 'ipv4', family: 'network', weight: 14, create: ipv4 },
  { type: 'ipv6', family: 'network', weight: 14, create: ipv6 },
  { type: 'mac', family: 'network', weight: 6, create: mac },
  { type: 'jwt', family: 'token', weight: 12, create: jwt },
  { type: 'bearer', weight: 11, create: bearerToken },
  { type: 'basic', weight: 11, create: basicCredentials },
  { type: 'digest', weight: 5, create: digestCredentials },
  { type: 'password', family: 'secret', needsWord: true, weight: 34, create: password },
  { type: 'url-credentials', family: 'url', weight: 15, create: urlCredentials },
  { type: 'query-token', weight: 10, create: queryToken },
  { type: 'aws-key-id', family: 'token', weight: 6, create: awsKeyId },
  { type: 'aws-secret', family: 'secret', needsWord: true, weight: 6, create: awsSecret },
  { type: 'gcp-key', family: 'token', weight: 6, create: gcpKey },
  { type: 'azure-key', family: 'token', weight: 6, create: azureKey },
  { type: 'vendor-token', family: 'token', weight: 38, create: vendorToken },
  { type: 'private-key', weight: 12, create: privateKey },
  { type: 'session-cookie', weight: 9, create: sessionCookie },
  { type: 'entropy', family: 'secret', needsWord: true, weight: 11, create: entropy },
  { type: 'uk-nhs', family: 'personal', needsWord: true, weight: 4, create: nhs },
  { type: 'uk-nino', family: 'personal', weight: 4, create: nino },
  { type: 'de-steuer-id', family: 'personal', needsWord: true, weight: 4, create: steuerId },
  { type: 'fr-nir', family: 'personal', needsWord: true, weight: 4, create: nir },
  { type: 'es-dni', family: 'personal', weight: 4, create: dni },
  { type: 'it-codice-fiscale', family: 'personal', weight: 4, create: codiceFiscale },
  { type: 'nl-bsn', family: 'personal', needsWord: true, weight: 4, create: bsn },
  { type: 'br-cpf', family: 'personal', needsWord: true, weight: 4, create: cpf },
  { type: 'in-aadhaar', family: 'personal', needsWord: true, weight: 4, create: aadhaar },
  { type: 'ca-sin', family: 'personal', needsWord: true, weight: 4, create: sin },
];

/** Holes of templates that make a value of another type in a way of their own. */
const ALIASES = new Map([
  ['passphrase', { type: 'password', create: passphrase }],
  ['aws-session-token', { type: 'aws-secret', create: awsSessionToken }],
  ['private-key-escaped', { type: 'private-key', create: (random) => privateKey(random, { oneLine: true }) }],
]);

const BY_NAME = new Map(TYPES.map((each) => [each.type, each]));

/** The type of a hole; undefined where it names none. */
function typeOf(hole) {
  return ALIASES.get(hole) ?? BY_NAME.get(hole);
}

/** The parts of a new value, and for vendor tokens whose. */
export function createValue(hole, random, options) {
  const { type, create } = typeOf(hole);
  const made = create(random, options);
  const { sub, parts } = made.parts === undefined ? { sub: undefined, parts: made } : made;
  return { type, sub, parts: typeof parts === 'string' ? [{ kind: 'value', text: parts }] : parts };
}
