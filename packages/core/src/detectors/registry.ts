import { basic } from './basic/index.js';
import { bearer } from './bearer/index.js';
import { brCpf } from './br-cpf/index.js';
import { caSin } from './ca-sin/index.js';
import { deTaxId } from './de-tax-id/index.js';
import { cloudKey } from './cloud-key/index.js';
import type { Detector } from './detector.js';
import { digest } from './digest/index.js';
import { email } from './email/index.js';
import { esDni } from './es-dni/index.js';
import { frNir } from './fr-nir/index.js';
import { iban } from './iban/index.js';
import { inAadhaar } from './in-aadhaar/index.js';
import { highEntropy } from './high-entropy/index.js';
import { ipv4 } from './ipv4/index.js';
import { ipv6 } from './ipv6/index.js';
import { itCodiceFiscale } from './it-codice-fiscale/index.js';
import { jwt } from './jwt/index.js';
import { macAddress } from './mac-address/index.js';
import { nlBsn } from './nl-bsn/index.js';
import { paymentCard } from './payment-card/index.js';
import { phone } from './phone/index.js';
import { privateKey } from './private-key/index.js';
import { requestPath } from './request-path/index.js';
import { secretAssignment } from './secret-assignment/index.js';
import { ukNhs } from './uk-nhs/index.js';
import { ukNino } from './uk-nino/index.js';
import { urlCredentials } from './url-credentials/index.js';
import { usItin } from './us-itin/index.js';
import { usSsn } from './us-ssn/index.js';
import { vendorToken } from './vendor-token/index.js';

/** Every detector, in canonical order: of equally long findings in one place the first detector's counts. */
export const DETECTORS: readonly Detector[] = [
  email,
  paymentCard,
  usSsn,
  usItin,
  iban,
  ukNhs,
  ukNino,
  deTaxId,
  frNir,
  esDni,
  itCodiceFiscale,
  nlBsn,
  brCpf,
  inAadhaar,
  caSin,
  phone,
  ipv4,
  ipv6,
  macAddress,
  privateKey,
  cloudKey,
  vendorToken,
  jwt,
  bearer,
  basic,
  digest,
  urlCredentials,
  secretAssignment,
  highEntropy,
  requestPath,
];

/** Numbers of persons that are mistaken for others, unless a word tells. */
const NATIONAL_BY_WORD: readonly Detector[] = [ukNhs, esDni, nlBsn, inAadhaar, caSin];
/** Numbers of persons whose written form is like no other. */
const NATIONAL_BY_FORM: readonly Detector[] = [ukNino, deTaxId, frNir, itCodiceFiscale, brCpf];

/** Where persons can be reached and what they pay with, whichever country they are of. */
const ANYWHERE: readonly Detector[] = [email, phone, ipv4, ipv6, macAddress, paymentCard, iban];
const PERSONAL: readonly Detector[] = [...ANYWHERE, usSsn, usItin, ...NATIONAL_BY_FORM, ...NATIONAL_BY_WORD];
const NOT_BY_DEFAULT: ReadonlySet<Detector> = new Set([macAddress, ...NATIONAL_BY_WORD]);

const SECRETS: readonly Detector[] = [
  ...[privateKey, cloudKey, vendorToken, jwt, bearer, basic, digest],
  ...[urlCredentials, secretAssignment, highEntropy],
];

/** Names that stand for several detectors: ids by name. */
export const BUNDLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['default', idsOf(DETECTORS.filter((detector) => !NOT_BY_DEFAULT.has(detector)))],
  ['secrets', idsOf(SECRETS)],
  ['pci', idsOf([paymentCard])],
  ['hipaa', idsOf([...ANYWHERE, usSsn, usItin, urlCredentials, requestPath])],
  ['gdpr', idsOf([...PERSONAL, urlCredentials, requestPath])],
  ['all', idsOf(DETECTORS)],
]);

function idsOf(detectors: readonly Detector[]): readonly string[] {
  return DETECTORS.filter((detector) => detectors.includes(detector)).map(({ id }) => id);
}

/** What names of detectors and bundles stand for. */
export interface ResolvedDetectors {
  /** In canonical order, each once. */
  readonly ids: string[];
  /** Names that are neither, in the order given, each once. */
  readonly unknown: string[];
}

/** The bundles that have what a policy defines itself. */
const WITH_OWN: ReadonlySet<string> = new Set(['default', 'all']);

/**
 * The detectors that the names in a policy stand for; `own` are those that it defines, which come first: of what they
 * and others find alike theirs is the closer word. Never throws; what it does not know is in `unknown`.
 *
 * @example
 * resolveDetectors(['ipv6', 'email', 'name']) // { ids: ['email', 'ipv6'], unknown: ['name'] }
 */
export function resolveDetectors(names: readonly string[], own: readonly string[] = []): ResolvedDetectors {
  const wanted = new Set(
    names.flatMap((name) => [...(BUNDLES.get(name) ?? [name]), ...(WITH_OWN.has(name) ? own : [])]),
  );
  const ids = [...own, ...DETECTORS.map((detector) => detector.id)].filter((id) => wanted.delete(id));
  return { ids, unknown: [...wanted] };
}
