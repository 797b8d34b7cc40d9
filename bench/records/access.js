import { integer, randomText } from './text.js';

/** One line of an access log: 160 bytes as plain pino writes it. */
export const access = {
  name: 'access',
  title: 'access record, 160 B',
  bytes: 160,
  message: 'order read',
  create: (random) => ({
    route: '/orders/:id',
    status: random() < 0.9 ? 200 : 404,
    latencyMs: integer(random, 1, 90),
    email: `${randomText(random, 6, 'abcdefghijklmnop')}@x.example`,
  }),
  policy: { logsieve: 1 },
  /** Paths that come out as they are; everything else must not. */
  allowed: ['route', 'status', 'latencyMs'],
  reshaped: [],
  /** What a child logger of one request carries; the rest of the record is logged through it. */
  bound: ['route'],
  /** What a denylist would name. The short list is its beginning. */
  denied: [
    'email',
    'password',
    'token',
    'user.email',
    'req.headers.authorization',
    'phone',
    'ssn',
    'card',
    'secret',
    'apiKey',
    'accessToken',
    'refreshToken',
    'address',
    'user.phone',
    'user.name',
    'user.address',
    'req.headers.cookie',
    'req.headers["x-api-key"]',
    'res.headers["set-cookie"]',
    'body.password',
  ],
};
