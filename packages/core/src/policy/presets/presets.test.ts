import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../redactor.js';
import { compilePolicy } from '../compile/compile.js';
import { parsePolicy } from '../parse.js';
import { PRESETS } from './index.js';

const SECRET = 'canary-9f8e7d';

function redact(preset: string | undefined, record: object): Record<string, unknown> {
  const policy = parsePolicy(preset === undefined ? { logsieve: 1 } : { logsieve: 1, extends: [preset] });
  return createRedactor(compilePolicy(policy)).redact(record);
}

describe('every preset', () => {
  it.each([...PRESETS.keys()])('%s compiles by itself and with all others', (name) => {
    expect(() => compilePolicy(parsePolicy({ logsieve: 1, extends: [name] }))).not.toThrow();
    expect(() =>
      compilePolicy(parsePolicy({ logsieve: 1, extends: [...PRESETS.keys()].reverse() })),
    ).not.toThrow();
  });

  it.each([...PRESETS])('%s keeps no free string', (_, { fields = {} }) => {
    for (const [pattern, rule] of Object.entries(fields)) {
      const isFree =
        typeof rule === 'object' && 'keep' in rule && rule.keep === 'string' && rule.enum === undefined;
      expect(isFree ? pattern : undefined).toBeUndefined();
    }
  });

  it.each([...PRESETS])('%s leaves the message to the message mode', (_, { fields = {} }) => {
    expect(Object.keys(fields)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(msg|message)$/)]),
    );
  });
});

describe('logsieve:base', () => {
  it('keeps the structure of a pino record and safe metadata', () => {
    const record = {
      level: 30,
      time: 1763800000000,
      pid: 4242,
      hostname: 'web-1.example.com',
      reqId: 'req-1',
      latencyMs: 12.5,
      status: 200,
      method: 'GET',
      model: 'gpt-4o-mini',
      promptTokens: 120,
    };
    expect(redact(undefined, record)).toEqual(record);
  });

  it('keeps the structure of a winston record', () => {
    const record = {
      level: 'info',
      timestamp: '2026-11-22T05:00:00.000Z',
      service: 'checkout',
      label: 'api',
    };
    expect(redact(undefined, record)).toEqual(record);
  });

  it('keeps the type and code of an error and nothing else of it', () => {
    const error = Object.assign(new TypeError(SECRET), { code: 'E_CODE', detail: SECRET });
    const text = JSON.stringify(redact(undefined, { err: error, error }));
    expect(text).toContain('TypeError');
    expect(text).toContain('E_CODE');
    expect(text).not.toContain(SECRET);
  });

  it('lets no text through where it expects a number', () => {
    const names = ['latencyMs', 'status', 'pid', 'bytes', 'promptTokens', 'count', 'method'];
    expect(redact(undefined, Object.fromEntries(names.map((name) => [name, SECRET])))).toEqual({});
  });

  it('keeps a route as a template', () => {
    expect(redact(undefined, { route: '/users/8f3a2b1c-1111-4222-8333-444455556666/orders/17' })).toEqual({
      route: '/users/:id/orders/:id',
    });
  });
});

describe('logsieve:http', () => {
  const headers = {
    host: 'shop.example.com',
    authorization: `Bearer ${SECRET}`,
    cookie: `sid=${SECRET}`,
    'user-agent': SECRET,
    'x-forwarded-for': '203.0.113.9',
    'content-type': 'application/json',
    'content-length': '17',
    'x-request-id': 'abc-1',
  };

  it('keeps what is harmless of a pino-http or nestjs-pino record', () => {
    const record = {
      level: 30,
      context: 'HttpModule',
      req: {
        id: 7,
        method: 'POST',
        url: `/login?token=${SECRET}`,
        query: { token: SECRET },
        params: { id: SECRET },
        headers,
        remoteAddress: '203.0.113.77',
        remotePort: 51234,
      },
      res: {
        statusCode: 200,
        headers: { 'set-cookie': SECRET, 'content-type': 'text/html; charset=utf-8', 'content-length': 512 },
      },
      responseTime: 12,
    };
    const kept = redact('logsieve:http', record);
    expect(kept).toMatchObject({
      context: 'HttpModule',
      req: {
        id: 7,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '17', 'x-request-id': 'abc-1' },
        remoteAddress: '203.0.113.0/24',
      },
      res: {
        statusCode: 200,
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-length': 512 },
      },
      responseTime: 12,
    });
    expect(Object.keys(kept['req'] as object)).toEqual(['id', 'method', 'url', 'remoteAddress', 'headers']);
    expect(JSON.stringify(kept)).not.toContain(SECRET);
    expect(JSON.stringify(kept)).not.toContain('51234');
  });

  it('keeps what is harmless of a Fastify record', () => {
    const req = {
      method: 'GET',
      url: '/users/17',
      host: 'localhost:3000',
      remoteAddress: '127.0.0.1',
      remotePort: 5,
    };
    const kept = redact('logsieve:http', {
      reqId: 'req-1',
      req,
      res: { statusCode: 404 },
      responseTime: 1.25,
    });
    expect(kept).toMatchObject({
      reqId: 'req-1',
      req: { method: 'GET', host: 'localhost:3000' },
      res: { statusCode: 404 },
      responseTime: 1.25,
    });
    expect(JSON.stringify(kept['req'])).toContain('/users/:id');
  });

  it('keeps what is harmless of an express-winston record, under meta and without it', () => {
    const req = {
      url: `/a?k=${SECRET}`,
      originalUrl: '/a',
      method: 'GET',
      httpVersion: '1.1',
      headers,
      query: { k: SECRET },
    };
    const meta = { req, res: { statusCode: 200 }, responseTime: 3 };
    const flat = redact('logsieve:http', { level: 'info', ...meta });
    expect(flat).toMatchObject({
      req: { method: 'GET', httpVersion: '1.1' },
      res: { statusCode: 200 },
      responseTime: 3,
    });
    const nested = redact('logsieve:http', { level: 'info', meta });
    expect({ level: 'info', ...(nested['meta'] as object) }).toEqual(flat);
    expect(JSON.stringify([flat, nested])).not.toContain(SECRET);
  });

  it('keeps no content type that is not one of the usual', () => {
    const req = { headers: { 'content-type': `multipart/form-data; boundary=${SECRET}` } };
    expect(redact('logsieve:http', { req })).toEqual({});
  });
});

describe('logsieve:llm', () => {
  it('keeps usage, reasons and settings of a call, in the spelling of each client', () => {
    const record = {
      model: 'claude-sonnet-4-5',
      provider: 'anthropic',
      finish_reason: 'tool_calls',
      stopReason: 'end_turn',
      temperature: 0.2,
      usage: { prompt_tokens: 10, completion_tokens: 5, cache_read_input_tokens: 3, promptTokens: 1 },
      costUsd: 0.0021,
      stream: true,
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.response.finish_reasons': ['stop'],
    };
    expect(redact('logsieve:llm', record)).toEqual(record);
  });

  it('keeps nothing that was said', () => {
    const said = {
      prompt: SECRET,
      completion: SECRET,
      messages: [{ role: 'user', content: SECRET }],
      input: SECRET,
      output: { text: SECRET },
      choices: [{ message: { content: SECRET }, finish_reason: 'stop' }],
      tools: [{ name: 'x', arguments: SECRET }],
      toolCalls: [SECRET],
      system: SECRET,
      embedding: [0.1],
      'gen_ai.prompt': SECRET,
      'gen_ai.response.finish_reasons': [SECRET],
      finish_reason: SECRET,
      usage: SECRET,
    };
    expect(redact('logsieve:llm', said)).toEqual({});
  });
});
