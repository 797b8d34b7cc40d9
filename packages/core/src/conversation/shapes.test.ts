import { describe, expect, it } from 'vitest';
import { createConversationRedactor } from './conversation.js';

const redact = (...messages: unknown[]) => createConversationRedactor().redact(messages);

describe('a message', () => {
  it('keeps its role and text, without what detectors find', () => {
    expect(redact({ role: 'user', content: 'I am ada@example.com' })).toEqual([
      { role: 'user', content: 'I am [email]' },
    ]);
  });

  it('loses every member that is not known', () => {
    expect(
      redact({
        role: 'user',
        content: 'hi',
        user: 'Ada',
        metadata: { a: 1 },
        signature: 'x',
        annotations: [],
      }),
    ).toEqual([{ role: 'user', content: 'hi' }]);
  });

  it('of OpenAI chat completions keeps tool calls, their arguments and results', () => {
    expect(
      redact(
        {
          role: 'assistant',
          content: null,
          refusal: null,
          tool_calls: [
            {
              id: 'call_1',
              type: 'function',
              function: {
                name: 'send_mail',
                arguments: '{"to":"ada@example.com","count":2,"password":"hunter"}',
              },
            },
          ],
        },
        {
          role: 'tool',
          tool_call_id: 'call_1',
          content: '{"ok":true,"ssn":219099999,"to":["ada@example.com"]}',
        },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'from 203.0.113.7' },
            { type: 'image_url', image_url: { url: 'https://example.com/ada.png', detail: 'low' } },
            { type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } },
          ],
        },
      ),
    ).toEqual([
      {
        role: 'assistant',
        content: null,
        refusal: null,
        tool_calls: [
          {
            id: 'call_1',
            type: 'function',
            function: { name: 'send_mail', arguments: '{"to":"[email]","count":2,"password":"[secret]"}' },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: '{"ok":true,"ssn":"[ssn]","to":["[email]"]}' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'from [ipv4]' },
          { type: 'image_url', image_url: '[media]' },
          { type: 'input_audio', input_audio: '[media]' },
        ],
      },
    ]);
  });

  it('of OpenAI responses keeps calls, outputs and summaries of reasoning, not what is encrypted', () => {
    expect(
      redact(
        { type: 'function_call', call_id: 'c1', name: 'find', arguments: '{"q":"ada@example.com"}' },
        { type: 'function_call_output', call_id: 'c1', output: '[{"mail":"ada@example.com"}]' },
        {
          type: 'reasoning',
          id: 'rs_1',
          summary: [{ type: 'summary_text', text: 'ada@example.com asks' }],
          encrypted_content: 'gAAAA',
        },
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'hi' },
            { type: 'input_file', file_data: 'JVBERi0=' },
          ],
        },
      ),
    ).toEqual([
      { type: 'function_call', call_id: 'c1', name: 'find', arguments: '{"q":"[email]"}' },
      { type: 'function_call_output', call_id: 'c1', output: '[{"mail":"[email]"}]' },
      { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: '[email] asks' }] },
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'hi' },
          { type: 'input_file', file_data: '[media]' },
        ],
      },
    ]);
  });

  it('of Anthropic keeps tool use, results and thinking, not signatures and sources', () => {
    expect(
      redact(
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'ask ada@example.com', signature: 'EqQBCg' },
            { type: 'redacted_thinking', data: 'EmwKAhgB' },
            { type: 'tool_use', id: 'toolu_1', name: 'find', input: { mail: 'ada@example.com', limit: 3 } },
          ],
        },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 'toolu_1',
              is_error: false,
              content: [{ type: 'text', text: 'ada@example.com' }],
            },
            { type: 'tool_result', tool_use_id: 'toolu_2', content: '{"secret": "x y"}' },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0=' } },
          ],
        },
      ),
    ).toEqual([
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'ask [email]' },
          { type: 'redacted_thinking', data: '[media]' },
          { type: 'tool_use', id: 'toolu_1', name: 'find', input: { mail: '[email]', limit: 3 } },
        ],
      },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: 'toolu_1',
            is_error: false,
            content: [{ type: 'text', text: '[email]' }],
          },
          { type: 'tool_result', tool_use_id: 'toolu_2', content: '{"secret":"[secret]"}' },
          { type: 'image', source: '[media]' },
        ],
      },
    ]);
  });

  it('of Gemini and the AI SDK keeps parts, calls and results', () => {
    expect(
      redact(
        {
          role: 'model',
          parts: [
            { text: 'mail ada@example.com', thought: true, thoughtSignature: 'x' },
            { functionCall: { name: 'find', args: { mail: 'ada@example.com' } } },
            { functionResponse: { name: 'find', response: { mail: 'ada@example.com' } } },
            { inlineData: { mimeType: 'image/png', data: 'iVBORw0=' } },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'ada@example.com', providerOptions: { a: 1 } },
            { type: 'tool-call', toolCallId: 't1', toolName: 'find', input: { mail: 'ada@example.com' } },
          ],
        },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 't1',
              toolName: 'find',
              output: { type: 'json', value: { mail: 'ada@example.com' } },
            },
          ],
        },
      ),
    ).toEqual([
      {
        role: 'model',
        parts: [
          { text: 'mail [email]', thought: true },
          { functionCall: { name: 'find', args: { mail: '[email]' } } },
          { functionResponse: { name: 'find', response: { mail: '[email]' } } },
          { inlineData: '[media]' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: '[email]' },
          { type: 'tool-call', toolCallId: 't1', toolName: 'find', input: { mail: '[email]' } },
        ],
      },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: 't1',
            toolName: 'find',
            output: { type: 'json', value: { mail: '[email]' } },
          },
        ],
      },
    ]);
  });

  it('shows no id, name or role in which a detector finds something', () => {
    expect(
      redact({ role: '203.0.113.7', name: '4111111111111111', tool_call_id: 'a b', content: 'x' }),
    ).toEqual([{ role: '[redacted]', name: '[redacted]', content: 'x' }]);
  });

  it('has JSON in the parts of what a tool gave back read as data', () => {
    const json = '{"pin": 4711, "password": {"a": "xy"}, "ssn": 219099999, "in": "{\\"ok\\": true}"}';
    const found = '{"pin":"[secret]","password":"[secret]","ssn":"[ssn]","in":"{\\"ok\\":true}"}';
    const parts = (text: string) => [
      { type: 'text', text },
      { type: 'text', text: 'Done.' },
    ];
    const messages = (text: string) => [
      { role: 'tool', tool_call_id: 'c1', content: parts(text) },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: parts(text) }] },
    ];
    expect(createConversationRedactor().redact(messages(json))).toEqual(messages(found));
  });
});

describe('data of tools', () => {
  const data = (input: unknown) => redact({ role: 'assistant', content: [{ type: 'tool_use', input }] })[0];
  const output = (input: unknown) => ({ role: 'assistant', content: [{ type: 'tool_use', input }] });

  it('loses what the names of secrets are given, whatever it is', () => {
    expect(
      data({
        password: 'a "b" c',
        apiKey: 17,
        credentials: { a: 'b' },
        token: null,
        pin: '1234',
        secret: true,
      }),
    ).toEqual(
      output({
        password: '[secret]',
        apiKey: '[secret]',
        credentials: '[secret]',
        token: null,
        pin: '[secret]',
        secret: true,
      }),
    );
  });

  it('keeps numbers that no detector knows, and none that it cannot hold', () => {
    expect(data({ n: 17.5, card: 4111111111111111, big: 2 ** 60, list: [1, null, undefined] })).toEqual(
      output({ n: 17.5, card: '[card]', big: '[redacted]', list: [1, null, null] }),
    );
  });

  it('loses names in which a detector finds something', () => {
    expect(data({ 'ada@example.com': 1 })).toEqual(output({ '[email]': 1 }));
  });

  it('reads JSON in strings, three deep, and shows no member that a later one displaces', () => {
    const inner = JSON.stringify({ mail: 'ada@example.com', body: JSON.stringify({ password: 'x "y" z' }) });
    expect(data({ inner })).toEqual(
      output({ inner: '{"mail":"[email]","body":"{\\"password\\":\\"[secret]\\"}"}' }),
    );
    expect(data('{"a":"first","a":2}')).toEqual(output('{"a":2}'));
  });

  it('never shows bytes, base64 or errors', () => {
    expect(
      data({
        a: new Uint8Array(3),
        b: 'QUJD'.repeat(64),
        c: new Error('ada'),
        d: 10n,
        e: new Date(0),
        f: () => 1,
      }),
    ).toEqual(
      output({ a: '[media]', b: '[media]', c: '[redacted]', d: '[redacted]', e: '1970-01-01T00:00:00.000Z' }),
    );
  });
});

describe('options', () => {
  it('choose roles and detectors', () => {
    const messages = [
      { role: 'system', content: 'call ada@example.com', note: 1 },
      { role: 'user', content: 'I am ada@example.com at 203.0.113.7' },
    ];
    expect(createConversationRedactor({ roles: ['user'], detectors: ['email'] }).redact(messages)).toEqual([
      { role: 'system', content: 'call ada@example.com' },
      { role: 'user', content: 'I am [email] at 203.0.113.7' },
    ]);
  });

  it.each([[{ detectors: ['phones'] }], [{ roles: 'user' }], [{ echo: 1 }], [{ memory: true }], [null]])(
    'that are wrong are refused: %j',
    (options) => {
      expect(() => createConversationRedactor(options as never)).toThrow(
        expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS' }),
      );
    },
  );
});
