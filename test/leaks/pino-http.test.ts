import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { logsieve } from '@logsieve/pino';
import { Controller, Get, Module, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { LoggerModule } from 'nestjs-pino';
import { pino, type Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { describe, expect, it } from 'vitest';
import { CANARY, expectLeak, expectNoLeak } from './canary.js';
import { policy } from './policy.js';

const SECRET = encodeURIComponent(CANARY);
const headers = {
  authorization: `Bearer ${SECRET}`,
  cookie: `sid=${SECRET}`,
  'x-api-key': SECRET,
  'user-agent': SECRET,
};
const setCookie = { 'set-cookie': `sid=${SECRET}`, 'x-secret': SECRET };

/** Starts a server around the logger, sends it one request with secrets in every place, and stops it. */
type Serve = (logger: Logger) => Promise<void>;

async function throughHttp(listener: RequestListener): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await ask((server.address() as AddressInfo).port);
  server.close();
}

async function ask(port: number): Promise<void> {
  const body = JSON.stringify({ password: CANARY });
  const url = `http://127.0.0.1:${port}/users/${SECRET}?token=${SECRET}`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  await answer.text();
}

function pinoHttpWith(options: object): Serve {
  return (logger) => {
    const log = pinoHttp({ logger, ...options });
    return throughHttp((request, response) => {
      log(request, response);
      request.log.info({ body: { password: CANARY }, latencyMs: 1 }, 'handling %s', CANARY);
      response.writeHead(201, setCookie).end('ok');
    });
  };
}

/** All that a service might want to log, as a careless serializer gives it. */
const everything = (message: {
  headers?: unknown;
  url?: unknown;
  raw?: { headers?: unknown; url?: unknown };
}) => ({
  method: 'POST',
  url: message.raw?.url ?? message.url,
  headers: message.raw?.headers ?? message.headers,
  query: { token: CANARY },
});

const fastify: Serve = async (logger) => {
  const app = Fastify({ loggerInstance: logger as FastifyBaseLogger });
  app.post('/users/:id', (request, reply) => {
    request.log.info({ body: request.body, latencyMs: 1, req: request }, 'handling %s', CANARY);
    void reply.headers(setCookie).code(201).send('ok');
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  await ask((app.server.address() as AddressInfo).port);
  await app.close();
};

const nest: Serve = async (logger) => {
  class Users {
    find(request: { log: Logger }) {
      request.log.info({ body: { password: CANARY }, latencyMs: 1 }, 'handling %s', CANARY);
      return 'ok';
    }
  }
  Req()(Users.prototype, 'find', 0);
  Get('users/:id')(
    Users.prototype,
    'find',
    Object.getOwnPropertyDescriptor(Users.prototype, 'find') as PropertyDescriptor,
  );
  Controller()(Users);
  class App {}
  Module({ imports: [LoggerModule.forRoot({ pinoHttp: { logger } })], controllers: [Users] })(App);
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}/users/${SECRET}?token=${SECRET}`, { headers })).text();
  await app.close();
};

const servers: readonly (readonly [string, Serve])[] = [
  ['pino-http with its defaults', pinoHttpWith({})],
  [
    'pino-http with serializers that show everything',
    pinoHttpWith({ serializers: { req: everything, res: everything } }),
  ],
  [
    'pino-http with custom properties and messages',
    pinoHttpWith({
      customProps: () => ({ session: CANARY }),
      customSuccessMessage: () => `done password=${SECRET}`,
      quietReqLogger: true,
    }),
  ],
  ['Fastify with its own request logging', fastify],
  ['nestjs-pino with its defaults', nest],
];

describe.each(servers)('P16 %s', (_, serve) => {
  it('P16: headers, cookies, tokens in the query, body and remote address are gone', async () => {
    const { written, sink } = memory();
    await serve(logsieve(pino({}, sink), { policy }));
    expectNoLeak(written);
    const text = written.join('');
    expect(text).toContain('"latencyMs":1');
    expect(text).toMatch(/"(?:statusCode|method)":/);
    expect(text).not.toMatch(/127\.0\.0\.1(?!"?:\d)/);
  });

  it('P16 leaks without logsieve', async () => {
    const { written, sink } = memory();
    await serve(pino({}, sink));
    expectLeak(written);
  });
});

describe('P16 what Fastify answers to a route that is not there', () => {
  const ask404 = async (logger: Logger) => {
    const app = Fastify({ loggerInstance: logger as FastifyBaseLogger });
    await app.inject(`/nothere/${SECRET}?q=${SECRET}#${SECRET}`);
    await app.inject({ method: 'POST', url: `/${SECRET}/nothere?${SECRET}` });
    await app.close();
  };

  it('P16: loses the parts of the path that are no route and the query in the message', async () => {
    const { written, sink } = memory();
    await ask404(logsieve(pino({}, sink), { policy }));
    expectNoLeak(written);
    expect(written.join('')).toContain('Route GET:/nothere/[url-part]?[url-part] not found');
    expect(written.join('')).toContain('Route POST:/[url-part]/nothere?[url-part] not found');
  });

  it('P16 leaks without logsieve', async () => {
    const { written, sink } = memory();
    await ask404(pino({}, sink));
    expectLeak(written);
  });
});

describe('P16 serializers of the logger', () => {
  it('P16: bring out nothing unlisted when an application swaps them', async () => {
    const { written, sink } = memory();
    await fastify(logsieve(pino({ serializers: { req: everything, res: everything } }, sink), { policy }));
    expectNoLeak(written);
    expect(written.join('')).toContain('"method":"POST"');
  });
});

function memory() {
  const written: string[] = [];
  return { written, sink: { write: (text: string) => void written.push(text) } };
}
