import type { PolicyDocument, RuleDocument } from '../policy.js';
import { httpMethods } from './base.js';

type Fields = Readonly<Record<string, RuleDocument>>;

const url: RuleDocument = { keep: 'url' };
const host: RuleDocument = { keep: 'token', max: 255 };
const address: RuleDocument = { generalize: 'ip' };

/**
 * Whole values, no pattern: `multipart/form-data; boundary=…` and what else a client may append is removed, and a
 * look-up costs nothing on the way of every record.
 */
const mediaTypes: RuleDocument = {
  keep: 'string',
  enum: [
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=utf-8',
    'application/problem+json',
    'application/problem+json; charset=utf-8',
    'application/x-ndjson',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'application/pdf',
    'application/grpc',
    'application/xml',
    'text/css; charset=utf-8',
    'text/csv',
    'text/event-stream',
    'text/html',
    'text/html; charset=utf-8',
    'text/javascript; charset=utf-8',
    'text/plain',
    'text/plain; charset=utf-8',
    'image/jpeg',
    'image/png',
    'image/svg+xml',
    'image/webp',
  ],
};

/**
 * Headers that describe the exchange, not the person: no cookie, authorization, user agent, referrer, forwarding
 * or host of a proxy. Node spells header names in lower case, both in `req.headers` and in `res.getHeaders()`.
 */
const headers = (at: string): Fields => ({
  [`${at}.headers.content-type`]: mediaTypes,
  // Digits in a string, or a number: a token is both.
  [`${at}.headers.content-length`]: { keep: 'token', max: 15 },
  [`${at}.headers.x-request-id`]: { keep: 'token', max: 64 },
});

/** A request as pino-http, Fastify 5 and express-winston 4 serialize it. Never `query`, `params` or `body`. */
const request = (at: string): Fields => ({
  // A counter (pino-http) or whatever genReqId makes.
  [`${at}.id`]: { keep: 'token', max: 64 },
  [`${at}.method`]: httpMethods,
  [`${at}.url`]: url,
  [`${at}.originalUrl`]: url,
  [`${at}.httpVersion`]: { keep: 'string', enum: ['1.0', '1.1', '2.0', '3.0'] },
  [`${at}.host`]: host,
  [`${at}.hostname`]: host,
  [`${at}.remoteAddress`]: address,
  [`${at}.ip`]: address,
  ...headers(at),
});

const response = (at: string): Fields => ({
  [`${at}.statusCode`]: { keep: 'integer', min: 100, max: 599 },
  [`${at}.responseTime`]: { keep: 'number', min: 0 },
  ...headers(at),
});

/** `logsieve:http`: what pino-http, nestjs-pino, Fastify's request logging and express-winston emit. */
export const http: PolicyDocument = {
  logsieve: 1,
  fields: {
    ...request('req'),
    ...response('res'),
    // nestjs-pino: the class that logs.
    context: { keep: 'token', max: 64 },
    // express-winston puts all of it under `meta`, unless metaField is null.
    ...request('meta.req'),
    ...response('meta.res'),
    'meta.responseTime': { keep: 'number', min: 0 },
    'meta.error': { keep: 'error' },
  },
};
