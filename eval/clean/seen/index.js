/**
 * Lines with nothing in them that has to go, by what they look like. The set to look at: detectors may be written with
 * these lines in view.
 */
import { words } from './words.js';

const kinds = {
  ...words,
  uuid: [
    'request {{~uuid}} finished in {{~ms}} ms',
    '{"level":30,"reqId":"{{~uuid}}","traceId":"{{~md5}}","spanId":"{{~hex16}}","msg":"ok"}',
    'correlationId={{~uuid}} causationId={{~uuid}} type=OrderPlaced',
    'job {{~ulid}} moved to failed, parent {{~objectid}}',
    'traceparent: 00-{{~md5}}-{{~hex16}}-01',
  ],
  hash: [
    'HEAD is now at {{~sha1}} fix {{~word}} timeout',
    'etag "{{~md5}}" matched, 304',
    'checksum ok {{~sha256}}  {{~word}}-{{~semver}}.tgz',
    'pulled image acme/{{~service}}@sha256:{{~sha256}}',
    'Digest: sha256:{{~sha256}} Status: Image is up to date for acme/{{~service}}:latest',
    'containerd://{{~sha256}} exited with code {{~small}}',
    'integrity sha512-{{~sha512}}',
    'asset main.{{~hex8}}.js 241 KiB [emitted] [immutable]',
  ],
  epoch: [
    'expires at {{~epoch}} (in {{~int}} s)',
    '{"level":30,"time":{{~epochms}},"pid":{{~pid}},"hostname":"{{~host}}","msg":"tick"}',
    'window [{{~epochms}}, {{~epochms}}) closed with {{~int}} events',
    'cron next={{~epoch}} last={{~epoch}}',
    '{{~epoch}}.{{~int}} heap used {{~big}}',
  ],
  version: [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{{~quad}} Safari/537.36',
    'upgraded {{~word}} from v{{~semver}} to v{{~semver}}-rc.{{~small}}+build.{{~int}}',
    'npm install lodash@{{~semver}} @types/node@{{~semver}}',
    'chromium version {{~quad}} started',
    'driver version: {{~quad}}',
    'Node.js v{{~semver}}, V8 12.4.254.21-node.33, openssl 3.0.13+quic',
    'warn: react@{{~semver}} requires a peer of react-dom@^{{~semver}}',
  ],
  order: [
    'order {{~order}} accepted, {{~small}} items',
    'invoice INV-2024-{{~digits12}} exported',
    '{"orderId":"{{~order}}","total":{{~amount}},"currency":"EUR"}',
    'shipment tracking 1Z{{~snowflake}} created',
    'ticket SUP-{{~big}} linked to order #{{~order13}}',
    'snowflake id {{~snowflake}} decoded to shard {{~small}}',
    'sku={{~digits12}} qty={{~int}} warehouse={{~small}}',
    'ISBN 978-3-16-148410-0 not in stock',
  ],
  file: [
    'GET /img/logo@2x.png 304 - {{~ms}} ms',
    'compiled icon@3x.webp and hero@1.5x.avif',
    'cache miss for sprites/{{~word}}@2x-{{~hex8}}.png',
    "ENOENT: no such file or directory, open '/app/node_modules/@acme/{{~word}}/index.js'",
    'at Module._compile (node:internal/modules/cjs/loader:{{~int}}:14)',
    'backup-{{~date}}.tar.gz uploaded, {{~big}} bytes',
  ],
  name: [
    'assumed role arn:aws:iam::{{~digits12}}:role/{{~service}}-reader',
    'arn:aws:s3:::acme-{{~word}}/logs/{{~date}}/part-{{~int}}.gz',
    'queue https://sqs.eu-west-1.amazonaws.com/{{~digits12}}/{{~service}}-dlq has {{~int}} messages',
    'OID 1.3.6.1.4.1.{{~int}}.2.{{~small}} not supported',
    'snmp get 1.3.6.1.2.1.1.3.0 = {{~big}}',
    'pod {{~pod}} evicted from node {{~host}}',
    'topic {{~service}}.{{~word}}.v{{~small}} partition {{~small}} lag {{~int}}',
    'git@github.com:acme/{{~service}}.git cloned in {{~ms}} ms',
    'project projects/acme-prod-{{~int}}/locations/eu/keyRings/main',
  ],
  address: [
    'listening on 127.0.0.1:{{~port}}',
    'server started at http://localhost:{{~port}} and [::1]:{{~port}}',
    'bind 0.0.0.0:{{~port}} ok',
    'took 00:{{~int}}:07 at {{~clock}}',
    'link ff:ff:ff:ff:ff:ff is broadcast',
    'std::vector<int>::at out of range in Foo::Bar::baz',
    'expected type core::result::Result<T, E>',
  ],
  number: [
    'p50={{~float}} p95={{~float}} p99={{~float}} max={{~big}}',
    'rows={{~big}} bytes={{~snowflake}} elapsed={{~float}}s',
    'memory 0x7ffd{{~hex8}} mapped at 0x0000{{~hex8}}',
    'balance check: {{~amount}} + {{~amount}} = {{~amount}}',
    'progress {{~int}}/{{~big}} ({{~float}}%)',
    '{"usage":{"prompt_tokens":{{~int}},"completion_tokens":{{~int}},"total_tokens":{{~int}}}}',
    'shipped {{~date}}, due {{~date}}, week 2024-W{{~int}}',
    'range 100-200 of 3000, pages 12-15, ratio 3-2-4',
  ],
  'request-path': [
    '{{~method}} /api/v1/orders/{{~big}} {{~status}} {{~ms}}ms',
    '{{~ts}} {{~service}} GET /items/{{~uuid}}/history 200',
    'Route GET /{{~word}}/{{~int}}/status matched',
  ],
};

/** What stands around a phrase: `<line>` is the phrase, escaped where it stands in quotes. */
const frames = [
  '{{~ts}} {{~level}} [{{~service}}] <line>',
  '{"level":"{{~llevel}}","time":{{~epochms}},"service":"{{~service}}","msg":"<line>"}',
  '[{{~host}}] {{~service}} +{{~ms}}ms: <line>',
  '{{~tspace}} {{~level}} {{~thread}} c.a.{{~service}}.Handler - <line>',
  'req={{~uuid}} <line>',
];

export const cleanSeen = { kinds, frames };
