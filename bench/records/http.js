import { integer, randomText, uuid } from './text.js';

const LANGUAGES = ['de-CH,de;q=0.9,en;q=0.8', 'en-US,en;q=0.9', 'fr-FR,fr;q=0.9,en;q=0.7'];
const AGENTS = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
];

/** What pino-http logs of a browser's request behind helmet, with a service's own properties: 2.3 KB in plain pino. */
export const http = {
  name: 'http',
  title: 'HTTP record, 2.3 KB',
  bytes: 2300,
  message: 'request completed',
  create: (random) => {
    const id = uuid(random);
    return {
      req: createRequest(random, id),
      user: { id: `u_${randomText(random, 10)}`, email: `kim.${integer(random, 10, 99)}@mail.example` },
      tenant: `t-${integer(random, 100, 999)}`,
      region: 'eu-central-2',
      timings: createTimings(random),
      cache: { hits: integer(random, 0, 9), misses: integer(random, 0, 3), key: `cart:${uuid(random)}` },
      res: createResponse(random, id),
      responseTime: integer(random, 4, 180),
    };
  },
  policy: {
    logsieve: 1,
    extends: ['logsieve:http'],
    fields: {
      'req.headers.user-agent': { keep: 'string', max: 256 },
      'req.headers.accept-language': { keep: 'string', max: 64 },
      'req.headers.traceparent': { keep: 'token' },
      'res.headers.etag': { keep: 'string', max: 80 },
      'res.headers.cache-control': { keep: 'string', max: 80 },
      tenant: { keep: 'token' },
      region: { keep: 'token' },
      timings: { map: { keys: 'token', max: 20, value: { keep: 'number', min: 0 } } },
      'cache.hits': { keep: 'integer', min: 0 },
      'cache.misses': { keep: 'integer', min: 0 },
    },
  },
  allowed: [
    'req.id',
    'req.method',
    'req.headers.content-type',
    'req.headers.content-length',
    'req.headers.x-request-id',
    'req.headers.user-agent',
    'req.headers.accept-language',
    'req.headers.traceparent',
    'tenant',
    'region',
    'timings',
    'cache.hits',
    'cache.misses',
    'res.statusCode',
    'res.headers.content-type',
    'res.headers.content-length',
    'res.headers.x-request-id',
    'res.headers.etag',
    'res.headers.cache-control',
    'responseTime',
  ],
  reshaped: ['req.url', 'req.remoteAddress'],
  bound: ['req'],
  denied: [
    'req.headers.authorization',
    'req.headers.cookie',
    'res.headers["set-cookie"]',
    'user.email',
    'req.query.token',
    'req.url',
    'req.remoteAddress',
    'req.headers["x-forwarded-for"]',
    'req.headers.referer',
    'req.headers["x-api-key"]',
    'user.id',
    'user.phone',
    'user.name',
    'cache.key',
    'req.params.id',
    'req.body.password',
    'req.body.card',
    'res.headers.location',
    'req.headers["proxy-authorization"]',
    'token',
  ],
};

/** The same record under the preset as it is, as on the first day: about a fifth of it is allowed. */
export const httpPreset = {
  ...http,
  name: 'http-preset',
  title: 'HTTP record, 2.3 KB, logsieve:http alone',
  policy: { logsieve: 1, extends: ['logsieve:http'] },
  allowed: [
    'req.id',
    'req.method',
    'req.headers.content-type',
    'req.headers.content-length',
    'req.headers.x-request-id',
    'res.statusCode',
    'res.headers.content-type',
    'res.headers.content-length',
    'res.headers.x-request-id',
    'responseTime',
  ],
};

function createRequest(random, id) {
  const order = integer(random, 10_000, 99_999);
  const token = randomText(random, 32);
  const headers = {
    host: 'shop.example',
    connection: 'keep-alive',
    'content-length': String(integer(random, 20, 900)),
    'content-type': 'application/json',
    'user-agent': AGENTS[integer(random, 0, AGENTS.length - 1)],
    accept: 'application/json, text/plain, */*',
    'accept-encoding': 'gzip, deflate, br, zstd',
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'cors',
    origin: 'https://shop.example',
    'accept-language': LANGUAGES[integer(random, 0, LANGUAGES.length - 1)],
    authorization: `Bearer ${randomText(random, 36)}.${randomText(random, 72)}.${randomText(random, 43)}`,
    cookie: `session=${randomText(random, 64)}; consent=${randomText(random, 24)}; theme=dark`,
    'x-request-id': id,
    'x-forwarded-for': `203.0.113.${integer(random, 1, 254)}, 198.51.100.${integer(random, 1, 254)}`,
    traceparent: `00-${randomText(random, 32, '0123456789abcdef')}-${randomText(random, 16, '0123456789abcdef')}-01`,
  };
  // Clients differ: records of one service do not all have one shape.
  if (random() < 0.5)
    headers.referer = `https://shop.example/orders/${order}?coupon=${randomText(random, 12)}`;
  if (random() < 0.3) headers['x-api-key'] = randomText(random, 32);
  return {
    id,
    method: random() < 0.5 ? 'POST' : 'PUT',
    url: `/api/v2/orders/${order}/items?page=2&expand=customer&token=${token}`,
    query: { page: '2', expand: 'customer', token },
    params: { id: String(order) },
    headers,
    remoteAddress: `203.0.113.${integer(random, 1, 254)}`,
    remotePort: integer(random, 30_000, 60_000),
  };
}

function createResponse(random, id) {
  return {
    statusCode: random() < 0.9 ? 200 : 422,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(integer(random, 200, 9000)),
      'x-request-id': id,
      etag: `W/"${randomText(random, 27)}"`,
      'cache-control': 'private, max-age=0, must-revalidate',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'set-cookie': [`session=${randomText(random, 64)}; Path=/; HttpOnly; Secure; SameSite=Lax`],
    },
  };
}

function createTimings(random) {
  const names = [
    'parse',
    'auth',
    'session',
    'load',
    'validate',
    'price',
    'stock',
    'render',
    'queue',
    'total',
  ];
  return Object.fromEntries(names.map((name) => [name, integer(random, 0, 4000) / 100]));
}
