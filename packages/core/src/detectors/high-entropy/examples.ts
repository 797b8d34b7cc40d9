import type { DetectorExample } from '../detector.js';

const RUN = 'q7mX2kV9wLzT1bN8cR5hYfJ3gU6p';
const HEX = '3f2a9c8b7d6e5f4a3b2c1d0e9f8a7b6c';

/** A word that tells, and what may stand between it and the secret. */
export const EXAMPLES: readonly DetectorExample[] = [
  { text: `got token ${RUN}, retry`, redacted: 'got token [secret], retry' },
  { text: `using key ${RUN}`, redacted: 'using key [secret]' },
  { text: `GET /maps?key=${RUN}&v=3`, redacted: 'GET /maps?key=[secret]&v=3' },
  { text: `the API key is "${HEX}"`, redacted: 'the API key is "[secret]"' },
  { text: `invalid signature: ${HEX}`, redacted: 'invalid signature: [secret]' },
  { text: `credentials (${RUN})`, redacted: 'credentials ([secret])' },
  { text: `{"signature":"${RUN}+/A=","x":1}`, redacted: '{"signature":"[secret]","x":1}' },
  { text: `license code ${RUN}`, redacted: 'license code [secret]' },
  { text: `authKey ${RUN} and hmac ${HEX}`, redacted: 'authKey [secret] and hmac [secret]' },
  {
    text: 'GET /callback?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz',
    redacted: 'GET /callback?code=[secret]&state=xyz',
  },
];

/** Hashes, ids and keys by which things are found; names, paths and words. */
export const COUNTER_EXAMPLES: readonly string[] = [
  `commit ${HEX}9f8a7b6c, image sha256:${HEX}${HEX}`,
  `etag "${HEX}" trace_id=${HEX} span 3f2a9c8b7d6e5f4a request id ${RUN}`,
  'token 7f9c24e5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
  `cache key ${HEX} and primary key ${RUN}`,
  `key ${HEX} not found`,
  `Cache restored from key: Linux-node-20-${HEX}`,
  `s3 key uploads/${HEX}/avatar.png`,
  `private key file /etc/ssl/3f2a9c8b7d6e5f4a3b2c.pem`,
  'auth middleware AuthenticationMiddlewareFactory',
  'token tokenizer_configuration_version_2',
  'seed 12345678901234567890',
  `monkey ${RUN}`,
  'exit code=ERR_MODULE_NOT_FOUND_IN_PACKAGE1 in oauth',
  'keys user_12345_profile_67890_settings',
];
