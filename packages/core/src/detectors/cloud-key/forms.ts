import { LIKELY } from '../confidence.js';
import type { MarkedForm } from '../marked-forms.js';

/** Prefixes and lengths as the providers give them; a key that is cut off has at least half of its length. */
export const FORMS: readonly MarkedForm[] = [
  // AWS: an id is 20 characters, AKIA for good, ASIA for a session, ABIA for a service, ACCA for a context.
  {
    triggers: ['akia', 'asia', 'abia', 'acca'],
    pattern:
      /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)(?:[A-Z0-9]{16,128}|(?=[A-Z]{0,15}\d)[A-Z0-9]{8,15})(?![A-Za-z0-9])/g,
  },
  // A secret key is 40 characters of base64, in both cases: not the hexadecimal digits of a hash.
  {
    triggers: ['aws', 'secret', 'credential', 'access key', 'access_key', 'access-key', 'accesskey'],
    pattern:
      /((?:[Aa][Ww][Ss]|[Ss]ecret|SECRET|[Cc]redential|CREDENTIAL|[Aa]ccess[ _-]?[Kk]ey|ACCESS[ _-]?KEY)[^]{0,64}?(?<![A-Za-z0-9/+]))(?=[A-Z0-9/+]{0,39}[a-z])(?=[a-z0-9/+]{0,39}[A-Z])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
    isRandomOnly: true,
    confidence: LIKELY,
  },
  {
    triggers: ['akia', 'asia'],
    pattern:
      /((?:AKIA|ASIA)[A-Z0-9]{16}[^A-Za-z0-9][^]{0,48}?(?<![A-Za-z0-9/+]))(?=[A-Z0-9/+]{0,39}[a-z])(?=[a-z0-9/+]{0,39}[A-Z])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
    isRandomOnly: true,
    confidence: LIKELY,
  },
  // Session tokens begin with "origin_" or "er/aws" in base64; keys of Bedrock with "BedrockAPIKey-".
  {
    triggers: ['iqojb3jpz2lu', 'fwogzxivyxdz', 'fqogzxivyxdz', 'abskqmvkcm9'],
    pattern: /(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|ABSKQmVkcm9)[A-Za-z0-9+/%]{20,}={0,2}/g,
  },
  // Google: 39 characters, secrets of OAuth clients 35, access tokens of any length, codes 73.
  { triggers: ['aiza'], pattern: /(?<![A-Za-z0-9])AIza[\w-]{16,}/g },
  { triggers: ['gocspx-'], pattern: /GOCSPX-[\w-]{13,}/g },
  { triggers: ['ya29.'], pattern: /(?<![A-Za-z0-9])ya29\.[\w.-]{20,}/g },
  { triggers: ['4/0a'], pattern: /(?<![\w/.])4\/0A[\w-]{30,}/g },
  { triggers: ['private_key_id'], pattern: /(private_key_id[\\"'\s:=]{1,12})[\da-f]{16,}/gi },
  // Azure: the keys of accounts are 64 bytes, of topics and queues 32 bytes, in base64.
  {
    triggers: ['accountkey', 'sharedaccesskey'],
    pattern: /((?:account|sharedaccess)key\s{0,2}=\s{0,2})[A-Za-z0-9+/%]{16,}={0,2}/gi,
  },
  // Of 40 characters; the fifth to sixth are always the same.
  { triggers: ['\\dq~'], pattern: /(?<![\w.~-])[\w.~-]{3}\dQ~[\w.~-]{17,}/g },
  // Of 84 characters in all that Azure gives out since 2023, and of access tokens for DevOps.
  {
    triggers: ['jqqj9', 'azdo'],
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{52,76}(?:JQQJ9|AZDO)[A-Za-z0-9]{0,27}/g,
  },
  // Signatures of URLs: shared access (Azure), X-Amz- and X-Goog-Signature, Signature (CloudFront and older ones).
  {
    triggers: ['sig=', 'signature='],
    pattern: /((?<![A-Za-z0-9_])(?:sig|(?:x-(?:amz|goog|oss|cos)-)?signature)=)["']?[\w%+/=~-]{16,}/gi,
    confidence: LIKELY,
  },
  // Alibaba: 16 to 30 characters. Tencent: 36.
  {
    triggers: ['ltai', 'akid'],
    pattern: /(?<![A-Za-z0-9])(?:LTAI|AKID)(?=[A-Za-z]{0,30}\d)[A-Za-z0-9]{12,}/g,
  },
];
