import { integer, prose, randomText, uuid } from './text.js';

/** A call to a language model with its prompts and its answer, as services log it by accident: 10 KB. */
export const chat = {
  name: 'chat',
  title: 'chat record, 10 KB',
  bytes: 10_000,
  message: 'completion finished',
  create: (random) => ({
    reqId: uuid(random),
    operation: 'chat.completions',
    provider: 'openai',
    model: 'gpt-4o-2024-11-20',
    temperature: 0.2,
    maxTokens: 2048,
    stream: false,
    user: { id: `u_${randomText(random, 10)}`, email: `kim.${integer(random, 10, 99)}@mail.example` },
    apiKey: `sk-${randomText(random, 48)}`,
    request: {
      messages: [
        { role: 'system', content: prose(random, 1500) },
        { role: 'user', content: prose(random, 1400) },
        { role: 'assistant', content: prose(random, 1300) },
        { role: 'user', content: prose(random, 1100 + integer(random, 0, 200)) },
      ],
      tools: ['find_order', 'book_refund'].map((name) => createTool(random, name)),
    },
    response: {
      id: `chatcmpl-${randomText(random, 29)}`,
      choices: [
        { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: prose(random, 2480) } },
      ],
    },
    usage: {
      prompt_tokens: integer(random, 1200, 1900),
      completion_tokens: integer(random, 300, 700),
      total_tokens: integer(random, 1500, 2600),
      prompt_tokens_details: { cached_tokens: integer(random, 0, 1024) },
    },
    latencyMs: integer(random, 900, 9000),
    firstTokenMs: integer(random, 200, 900),
  }),
  policy: {
    logsieve: 1,
    extends: ['logsieve:llm'],
    fields: { 'response.choices.*.finish_reason': { keep: 'string', max: 32 } },
  },
  allowed: [
    'reqId',
    'operation',
    'provider',
    'model',
    'temperature',
    'maxTokens',
    'stream',
    'usage',
    'latencyMs',
    'firstTokenMs',
    'response.choices.0.finish_reason',
  ],
  reshaped: [],
  bound: ['reqId', 'user', 'provider', 'model'],
  denied: [
    'request.messages[*].content',
    'response.choices[*].message.content',
    'user.email',
    'apiKey',
    'request.tools[*].function.description',
    'user.id',
    'response.id',
    'request.prompt',
    'request.system',
    'request.input',
    'response.text',
    'response.output',
    'request.metadata',
    'request.user',
    'response.citations',
    'user.name',
    'user.phone',
    'token',
    'authorization',
    'request.attachments',
  ],
};

function createTool(random, name) {
  return {
    type: 'function',
    function: {
      name,
      description: prose(random, 260),
      parameters: {
        type: 'object',
        properties: { order: { type: 'string' }, reason: { type: 'string' } },
        required: ['order'],
      },
    },
  };
}
