import type { PolicyDocument } from '@logsieve/core';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { counters, logsieve } from './index.js';

const CANARY = 'canary-4c81d0';
const POLICY: PolicyDocument = {
  logsieve: 1,
  fields: { plan: { keep: 'token' }, 'user.plan': { keep: 'token' } },
};

let told: string[];

beforeEach(() => {
  told = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (told.push(String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(told.join('')).not.toContain(CANARY);
});

function open(options: pino.LoggerOptions = {}, policy = POLICY) {
  return logsieve(pino({ base: null, ...options }, { write: () => undefined }), { policy, discover: true });
}

/** The paths that were told of as not listed. */
const paths = () => told.flatMap((line) => /^logsieve: not listed: (\S+) \(/.exec(line)?.[1] ?? []);

describe('discover', () => {
  it('names what child loggers are bound to, once, and as many as are counted', () => {
    const log = open();
    const user = { id: CANARY, name: CANARY, plan: 'pro' };
    log.child({ tenantId: CANARY, user }).info({ coupon: CANARY });
    expect(paths()).toEqual(['tenantId', 'user.id', 'user.name', 'coupon']);
    expect(counters(log).unlisted).toBe(4);
    log.child({ tenantId: CANARY, user }).info({ coupon: CANARY });
    expect(told).toHaveLength(4);
  });

  it('names what is bound later, what is bound from the start, and what a mixin adds', () => {
    const log = open({ base: { region: CANARY }, mixin: () => ({ mixed: CANARY }) });
    log.setBindings({ later: 1, plan: 'pro' });
    log.child({}).setBindings({ latest: 1 });
    log.info('hello');
    expect(paths()).toEqual(['region', 'later', 'latest', 'mixed']);
  });

  it('names what a formatter of bindings makes of them', () => {
    const formatters = { bindings: () => ({ formatted: CANARY }) };
    open().child({ given: 1 }, { formatters });
    expect(paths()).toEqual(['formatted']);
  });

  it('names fields under the nested key by their whole path', () => {
    const policy: PolicyDocument = { logsieve: 1, fields: { 'data.plan': { keep: 'token' } } };
    open({ nestedKey: 'data', serializers: { plan: String } }, policy).info({ plan: 'pro', coupon: CANARY });
    expect(paths()).toEqual(['data.coupon']);
  });

  it('names what pino-http says of a request', async () => {
    const log = open({}, { logsieve: 1, extends: ['logsieve:http'] });
    const middleware = pinoHttp({ logger: log, customProps: () => ({ tenant: CANARY }) });
    const server = createServer((request, response) => {
      middleware(request, response);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await (await fetch(url, { headers: { cookie: CANARY, 'x-tenant': CANARY } })).text();
    server.close();
    await once(server, 'close');
    expect(paths()).toEqual(expect.arrayContaining(['tenant', 'req.headers.cookie', 'req.headers.x-tenant']));
  });
});
