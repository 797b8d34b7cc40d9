/** Keys of the large clouds. */
import { context, value } from './parts.js';

/** AWS IAM user guide, "IAM identifiers": AKIA long-term, ASIA temporary, then 16 characters of base 32. */
export function awsKeyId(random) {
  return `${random.pick(['AKIA', 'AKIA', 'ASIA'])}${random.string(BASE32, 16)}`;
}
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Forty characters of base64 (30 bytes). */
export function awsSecret(random) {
  return random.base64(30);
}

/** AWS STS: session tokens are base64 with one of a few beginnings. */
export function awsSessionToken(random) {
  return `${random.pick(['IQoJb3JpZ2luX2Vj', 'FwoGZXIvYXdzE'])}${random.base64(180)}`;
}

/** Google Cloud documentation: API keys AIza + 35, OAuth access tokens ya29., refresh tokens 1//, client secrets GOCSPX-. */
export function gcpKey(random) {
  return random.pick([
    () => `AIza${random.base64url(35)}`,
    () => `AIza${random.base64url(35)}`,
    () => `ya29.${random.pick(['a0A', 'c.b0A'])}${random.base64url(random.int(100, 180))}`,
    () => `GOCSPX-${random.base64url(28)}`,
    () => `1//0${random.base64url(60)}`,
  ])();
}

/** Microsoft documentation: account keys are 64 bytes, access keys of Service Bus 32; client secrets have Q~ inside. */
export function azureKey(random) {
  return random.pick([
    () => [
      context(`DefaultEndpointsProtocol=https;AccountName=store${random.int(1, 99)};AccountKey=`),
      value(random.base64(64)),
      context(';EndpointSuffix=core.windows.net'),
    ],
    () => [
      context(
        `Endpoint=sb://bus-${random.int(1, 99)}.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=`,
      ),
      value(random.base64(32)),
    ],
    () => [
      context(
        `https://store${random.int(1, 99)}.blob.core.windows.net/backup/d.bak?sv=2022-11-02&se=2026-01-01T00%3A00%3A00Z&sr=b&sp=r&sig=`,
      ),
      value(encodeURIComponent(random.base64(32))),
    ],
    () => [value(`${random.alnum(3)}8Q~${random.string(`${BASE32}abcdefghijk_-.~`, 33)}${random.alnum(1)}`)],
    () => [context('AccountKey='), value(random.base64(64))],
    () => [
      context(`AccountEndpoint=https://cosmos-${random.int(1, 99)}.documents.azure.com:443/;AccountKey=`),
      value(random.base64(64)),
      context(';'),
    ],
  ])();
}
