import { basic } from './basic/index.js';
import { bearer } from './bearer/index.js';
import { cloudKey } from './cloud-key/index.js';
import type { Detector } from './detector.js';
import { digest } from './digest/index.js';
import { email } from './email/index.js';
import { highEntropy } from './high-entropy/index.js';
import { ipv4 } from './ipv4/index.js';
import { ipv6 } from './ipv6/index.js';
import { jwt } from './jwt/index.js';
import { paymentCard } from './payment-card/index.js';
import { privateKey } from './private-key/index.js';
import { requestPath } from './request-path/index.js';
import { secretAssignment } from './secret-assignment/index.js';
import { urlCredentials } from './url-credentials/index.js';
import { usSsn } from './us-ssn/index.js';
import { vendorToken } from './vendor-token/index.js';

/** Every detector, in canonical order: of equally long findings in one place the first detector's counts. */
export const DETECTORS: readonly Detector[] = [
  email,
  paymentCard,
  usSsn,
  ipv4,
  ipv6,
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

const SECRETS = [
  ...['private-key', 'cloud-key', 'vendor-token', 'jwt', 'bearer', 'basic', 'digest'],
  ...['url-credentials', 'secret-assignment', 'high-entropy'],
];

/** Names that stand for several detectors: ids by name. */
export const BUNDLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['default', DETECTORS.map((detector) => detector.id)],
  ['secrets', SECRETS],
  ['all', DETECTORS.map((detector) => detector.id)],
]);

/** What names of detectors and bundles stand for. */
export interface ResolvedDetectors {
  /** In canonical order, each once. */
  readonly ids: string[];
  /** Names that are neither, in the order given, each once. */
  readonly unknown: string[];
}

/**
 * The detectors that the names in a policy stand for. Never throws; what it does not know is in `unknown`.
 *
 * @example
 * resolveDetectors(['ipv6', 'email', 'phone']) // { ids: ['email', 'ipv6'], unknown: ['phone'] }
 */
export function resolveDetectors(names: readonly string[]): ResolvedDetectors {
  const wanted = new Set(names.flatMap((name) => BUNDLES.get(name) ?? [name]));
  const ids = DETECTORS.map((detector) => detector.id).filter((id) => wanted.delete(id));
  return { ids, unknown: [...wanted] };
}
