import type { PolicyDocument } from '@logsieve/core';
import Fastify from 'fastify';
import { Logger as NestLogger, PinoLogger } from 'nestjs-pino';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { describe, expect, it } from 'vitest';
import { logsieve } from './index.js';

const CANARY = 'canary-e61b77';
const POLICY: PolicyDocument = {
  logsieve: 1,
  extends: ['logsieve:http'],
  fields: { ok: { keep: 'integer' } },
};

function open(options: pino.LoggerOptions = {}) {
  const lines: string[] = [];
  const log = logsieve(pino(options, { write: (line: string) => void lines.push(line) }), { policy: POLICY });
  return { log, lines, records: () => lines.map((line) => JSON.parse(line) as Record<string, never>) };
}

const HEADERS = { authorization: `Bearer ${CANARY}`, cookie: `session=${CANARY}`, 'x-forwarded-for': CANARY };

async function request(listener: RequestListener, path: string): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    await (await fetch(url, { headers: HEADERS })).text();
  } finally {
    server.close();
    await once(server, 'close');
  }
}

describe('Fastify', () => {
  it('takes the logger as loggerInstance; its own request logging and errors are redacted', async () => {
    const { log, lines, records } = open();
    const app = Fastify({ loggerInstance: log });
    app.get('/pay/:id', (request) => {
      request.log.info({ ok: 1, body: CANARY }, 'paying %s', CANARY);
      return { done: true };
    });
    app.get('/fail', () => {
      throw new TypeError(CANARY);
    });
    await app.inject({ url: `/pay/7?token=${CANARY}`, headers: HEADERS });
    await app.inject({ url: '/fail', headers: HEADERS });
    await app.close();
    expect(lines.join('')).not.toContain(CANARY);
    expect(records()).toMatchObject([
      { reqId: 'req-1', req: { method: 'GET' }, msg: 'incoming request' },
      { reqId: 'req-1', ok: 1, msg: 'paying %s' },
      {
        reqId: 'req-1',
        res: { statusCode: 200 },
        responseTime: expect.any(Number) as number,
        msg: 'request completed',
      },
      { reqId: 'req-2' },
      { level: 50, err: { type: 'TypeError' }, msg: 'TypeError' },
      { res: { statusCode: 500 } },
    ]);
  });
});

describe('pino-http', () => {
  it('takes the logger; request, response and errors are redacted', async () => {
    const { log, lines, records } = open();
    const http = pinoHttp({ logger: log, customProps: () => ({ ok: 1, secret: CANARY }) });
    await request((req, res) => {
      http(req, res);
      req.log.info({ user: CANARY }, 'said %s', CANARY);
      res.setHeader('set-cookie', CANARY);
      if (req.url === '/fail') res.statusCode = 503;
      res.end('x');
    }, `/a?token=${CANARY}`);
    expect(lines.join('')).not.toContain(CANARY);
    expect(records()).toMatchObject([
      { req: { method: 'GET' }, ok: 1, msg: 'said %s' },
      { req: { method: 'GET' }, res: { statusCode: 200 }, ok: 1, msg: 'request completed' },
    ]);
  });

  it('is redacted too where it is given serializers, levels and a redact option of its own', async () => {
    const { log, lines, records } = open();
    const http = pinoHttp({
      logger: log,
      serializers: { req: (req: object) => ({ ...req, body: CANARY }) },
      redact: ['res'],
      quietReqLogger: true,
      customLogLevel: () => 'error',
      customErrorMessage: () => CANARY,
    });
    await request((req, res) => {
      http(req, res);
      res.err = new RangeError(CANARY);
      res.statusCode = 500;
      res.end('x');
    }, '/');
    expect(lines.join('')).not.toContain(CANARY);
    expect(records()[0]).toMatchObject({ level: 50, err: { type: 'RangeError' } });
    expect(records()[0]).not.toHaveProperty('res');
  });
});

describe('nestjs-pino', () => {
  it('logs through the logger it is given', () => {
    const { log, lines, records } = open();
    const pinoLogger = new PinoLogger({ pinoHttp: { logger: log } });
    pinoLogger.setContext('Shop');
    pinoLogger.info({ ok: 1, secret: CANARY }, 'said %s', CANARY);
    const nest = new NestLogger(pinoLogger, {});
    nest.log({ ok: 2, secret: CANARY }, 'Context');
    nest.error(new TypeError(CANARY), 'stack', 'Context');
    nest.warn('half %s', CANARY, 'Context');
    expect(lines.join('')).not.toContain(CANARY);
    expect(records()).toMatchObject([
      { ok: 1, msg: 'said %s' },
      { ok: 2 },
      { err: { type: 'TypeError' } },
      { msg: 'half %s' },
    ]);
  });
});
