import { afterAll, describe, expect, it } from 'vitest';

import { placesIn } from './canaries.js';
import { expectArrived, expectClean } from './expect.js';
import { cleanUp, here, runProgram } from './program.js';
import { browse } from './traffic.js';

interface Framework {
  readonly name: string;
  /** Its program on the page. */
  readonly program: string;
  /** The routes in the place of `// your routes`. */
  readonly service?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Records that have to come out. */
  readonly arrives: readonly object[];
  /** Places whose canaries come out without logsieve: the test can fail. */
  readonly shows: readonly string[];
}

const from = (file: string, call: string) => `(await import('${here}services/${file}.js')).${call};`;
const shopController = {
  'shop.controller.js': `export { ShopController } from '${here}services/nest.js';`,
};

const has = (fields: object): unknown => expect.objectContaining(fields);
const RAW_ERROR = ['message', 'cause', 'detail'];
const BODY = ['email', 'password', 'card', 'nested', 'key', 'value', 'binding'];
const HEADERS = ['bearer', 'cookie', 'apiKey', 'userAgent', 'referrer', 'header'];
const ERROR = { type: 'RangeError', code: 'E_ROW' };
const LOGIN = { method: 'POST', url: '/login/:id' };
const FAIL = { method: 'GET', url: '/fail' };
const NOWHERE = { method: 'GET', url: '/nowhere/:id' };
const PINO_HTTP = [
  { level: 30, attempt: 1, req: has({ ...LOGIN, remoteAddress: '127.0.0.0/24' }) },
  { level: 40, total: 2, reqId: 'child-17' },
  {
    level: 30,
    msg: 'request completed',
    req: has(LOGIN),
    res: has({ statusCode: 200 }),
    responseTime: expect.any(Number),
  },
  { level: 50, err: ERROR, msg: 'RangeError', req: has(FAIL) },
  { msg: 'request errored', req: has(FAIL), res: has({ statusCode: 500 }) },
  { msg: 'request completed', req: has(NOWHERE), res: has({ statusCode: 404 }) },
];
const FASTIFY = [
  {
    level: 30,
    reqId: 'req-1',
    msg: 'incoming request',
    req: has({ ...LOGIN, remoteAddress: '127.0.0.0/24' }),
  },
  { level: 30, reqId: 'req-1', attempt: 1 },
  { level: 40, total: 2, reqId: 'child-17' },
  { reqId: 'req-1', msg: 'request completed', res: { statusCode: 200 }, responseTime: expect.any(Number) },
  { level: 50, reqId: 'req-2', err: ERROR, req: has(FAIL), msg: 'RangeError' },
  { reqId: 'req-3', msg: 'Route GET:/nowhere/[url-part]?[url-part] not found' },
];
const WINSTON = [
  { level: 'info', message: 'login of %s' },
  { level: 'info', message: 'logged in', attempt: 1 },
  { level: 'warn', message: 'busy', total: 2, reqId: 'child-17' },
];

const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'Express with pino-http',
    program: 'express-pino-http.js',
    service: from('express', 'routes(app)'),
    arrives: [...PINO_HTTP, { msg: 'login of %s' }],
    shows: ['path', 'query', ...HEADERS, ...BODY, ...RAW_ERROR, 'setCookie', 'responseHeader'],
  },
  ...['fastify-instance.js', 'fastify-options.js'].map((program) => ({
    name: `Fastify with a logger as in ${program}`,
    program,
    service: from('fastify', 'routes(app)'),
    arrives: [...FASTIFY, { msg: 'login of %s', reqId: 'req-1' }],
    shows: ['path', 'query', 'unknownRoute', ...BODY, ...RAW_ERROR],
  })),
  {
    name: 'Fastify with loggers of the routes',
    program: 'fastify-instance.js',
    service: from('fastify', 'routesWithOptions(app)'),
    arrives: [{ level: 20, reqId: 'req-1', total: 3, msg: 'login of %s' }],
    shows: ['path', 'query', 'cookie', 'email', 'password', 'card', 'key'],
  },
  {
    name: 'Fastify with the transport',
    program: 'fastify-transport.js',
    service: from('fastify', 'routes(app)'),
    arrives: [...FASTIFY, { msg: 'login of [email]', reqId: 'req-1' }],
    shows: ['path', 'query', 'unknownRoute', ...BODY, ...RAW_ERROR],
  },
  {
    name: 'NestJS with nestjs-pino',
    program: 'nestjs-pino.ts',
    files: shopController,
    arrives: [
      { msg: 'login of %s', req: has(LOGIN) },
      { msg: 'request completed', req: has(LOGIN), res: has({ statusCode: 201 }) },
      { context: 'RouterExplorer', msg: 'Mapped {/login/:user, POST} route' },
      { context: 'Shop', level: 50, err: ERROR },
      { context: 'ExceptionsHandler', level: 50, err: ERROR, msg: 'RangeError', req: has(FAIL) },
      { msg: 'request completed', req: has(NOWHERE), res: has({ statusCode: 404 }) },
    ],
    shows: ['path', 'query', ...HEADERS, ...BODY, ...RAW_ERROR, 'setCookie', 'responseHeader'],
  },
  {
    name: 'Koa with koa-pino-logger',
    program: 'koa.js',
    service: from('koa', 'routes(app)'),
    arrives: [...PINO_HTTP, { msg: 'login of %s' }],
    shows: ['path', 'query', ...HEADERS, ...BODY, ...RAW_ERROR, 'setCookie', 'responseHeader'],
  },
  {
    name: 'Hono with hono-pino',
    program: 'hono.js',
    service: from('hono', 'routes(app)'),
    arrives: [
      { level: 30, attempt: 1, req: has(LOGIN), msg: 'login of %s' },
      { reqId: 1, requestId: 'assigned-17', req: has(LOGIN), res: { status: 200 }, msg: 'request completed' },
      { level: 50, reqId: 2, err: ERROR, req: has(FAIL), res: { status: 500 }, msg: 'request completed' },
      { reqId: 3, req: has(NOWHERE), res: { status: 404 } },
    ],
    shows: ['path', ...HEADERS, 'email', 'password', 'card', 'nested', 'key', ...RAW_ERROR],
  },
  {
    name: 'Express with express-winston',
    program: 'express-winston.js',
    service: from('express', 'winstonRoutes(app, log)'),
    arrives: [
      ...WINSTON,
      {
        message: 'HTTP POST 200',
        meta: has({ req: has(LOGIN), res: { statusCode: 200 }, responseTime: expect.any(Number) }),
      },
      { level: 'error', message: 'request failed', meta: has({ req: has(FAIL), error: ERROR }) },
      { message: 'HTTP GET 404', meta: has({ req: has(NOWHERE), res: { statusCode: 404 } }) },
    ],
    shows: ['path', 'query', ...HEADERS, ...BODY, ...RAW_ERROR],
  },
  {
    name: 'Express with morgan into winston',
    program: 'morgan.js',
    service: from('express', 'winstonRoutes(app, log)'),
    arrives: [
      ...WINSTON,
      { message: 'request completed', req: has({ ...LOGIN, remoteAddress: '127.0.0.0/24' }), status: 200 },
      { level: 'error', err: ERROR, message: 'RangeError' },
      { message: 'request completed', req: has(NOWHERE), status: 404, responseTime: expect.any(Number) },
    ],
    shows: ['path', 'query', ...BODY, ...RAW_ERROR, 'unknownRoute'],
  },
  {
    name: 'NestJS with nest-winston',
    program: 'nest-winston.ts',
    files: shopController,
    arrives: [
      { context: 'RoutesResolver', message: 'ShopController {/}:' },
      { context: 'Shop', level: 'info', attempt: 1 },
      { context: 'Shop', level: 'error', error: ERROR, message: 'RangeError' },
      { context: 'Shop', level: 'error', message: 'login of [email]' },
      { context: 'ExceptionsHandler', error: ERROR },
    ],
    shows: ['path', 'email', 'password', 'card', 'message', 'detail', 'key'],
  },
];

afterAll(cleanUp);

describe.concurrent.each(FRAMEWORKS)('$name', ({ program, service, files, arrives, shows }) => {
  const serve = (protect: boolean) => runProgram(program, { protect, service, files, drive: browse });

  it('lets out what the policy lists of requests, errors and logins, and nothing of what was sent', async () => {
    const run = await serve(true);
    expectClean(run);
    expectArrived(run.stdout, arrives);
  });

  it('leaks without logsieve', async () => {
    expect(placesIn((await serve(false)).stdout)).toEqual(expect.arrayContaining([...shows]));
  });
});
