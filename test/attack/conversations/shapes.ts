/** Messages as the chat APIs of today have them, with what they do not have beside it. */
import type { Random } from '../random.js';

export type Message = Record<string, unknown>;

/** The roles of those who speak. */
export const SPEAKERS = ['user', 'assistant', 'system', 'developer', 'model'] as const;

/** Messages of one role that say these texts one after the other: as turns, or as parts of one. */
export function say(role: string, texts: readonly string[], random: Random): Message[] {
  if (texts.length === 1 || random.chance(0.5))
    return texts.map((text) => around(one(role, text, random), random));
  return [around(random.pick(PARTS)(role, texts), random)];
}

function one(role: string, text: string, random: Random): Message {
  return random.chance(0.4) ? { role, content: text } : random.pick(PARTS)(role, [text]);
}

const PARTS: readonly ((role: string, texts: readonly string[]) => Message)[] = [
  (role, texts) => ({ role, content: texts.map((text) => ({ type: 'text', text })) }),
  (role, texts) => ({ type: 'message', role, content: texts.map((text) => ({ type: 'input_text', text })) }),
  (role, texts) => ({
    role,
    content: texts.map((thinking) => ({ type: 'thinking', thinking, signature: 'Eq0=' })),
  }),
  (role, texts) => ({ role, content: [...texts] }),
  (role, texts) => ({ role, parts: texts.map((text) => ({ text, thought: true })) }),
  (role, texts) => ({
    id: 'm1',
    role,
    parts: texts.map((text) => ({ type: 'reasoning', text, state: 'done' })),
  }),
  (role, texts) => ({ role, content: null, refusal: texts.map((text) => ({ text })) }),
  (role, texts) => ({
    type: 'reasoning',
    role,
    summary: texts.map((text) => ({ type: 'summary_text', text })),
  }),
  (role, texts) => ({
    role,
    content: [{ type: 'hologram', content: texts.map((text) => ({ text, depth: 3 })) }],
  }),
];

/** A message that takes data to a tool or from it. */
export function tool(data: unknown, random: Random): Message {
  return random.pick(TOOLS)(data);
}

const TOOLS: readonly ((data: unknown) => Message)[] = [
  (data) => ({
    role: 'assistant',
    content: null,
    tool_calls: [
      { id: 'call_1', type: 'function', function: { name: 'f', arguments: JSON.stringify(data) } },
    ],
  }),
  (data) => ({
    role: 'assistant',
    content: [{ type: 'tool_use', id: 'toolu_1', name: 'find', input: data }],
  }),
  (data) => ({ role: 'tool', tool_call_id: 'call_1', content: JSON.stringify(data) }),
  (data) => ({
    role: 'user',
    content: [
      {
        type: 'tool_result',
        tool_use_id: 'toolu_1',
        content: [{ type: 'text', text: JSON.stringify(data) }],
      },
    ],
  }),
  (data) => ({
    type: 'function_call',
    call_id: 'c1',
    name: 'f',
    arguments: JSON.stringify(data),
    status: 'completed',
  }),
  (data) => ({ type: 'function_call_output', call_id: 'c1', output: JSON.stringify({ data }) }),
  (data) => ({ role: 'model', parts: [{ functionCall: { name: 'f', args: { data } } }] }),
  (data) => ({ role: 'user', parts: [{ functionResponse: { name: 'f', response: { result: [data] } } }] }),
  (data) => ({
    role: 'assistant',
    parts: [
      { type: 'tool-find', toolCallId: 'c1', state: 'output-available', input: data, output: { data } },
    ],
  }),
  (data) => ({
    role: 'tool',
    content: [{ type: 'tool-result', toolCallId: 'c1', toolName: 'f', result: data }],
  }),
];

/** A message in which the text stands where nothing comes out, or where only a short word does. */
export function hidden(text: string, random: Random): Message {
  return random.pick(HIDDEN)(text);
}

const HIDDEN: readonly ((text: string) => Message)[] = [
  (text) => ({
    role: 'user',
    content: 'see this',
    user: text,
    metadata: { [text]: text },
    annotations: [text],
  }),
  (text) => ({ role: 'user', content: [{ type: 'hologram', beam: text, rays: [{ of: text }] }] }),
  (text) => ({
    role: 'user',
    content: [{ type: 'image_url', image_url: { url: `https://x.example/?q=${text}` } }],
  }),
  (text) => ({
    role: 'user',
    content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: text } }],
  }),
  (text) => ({
    role: 'user',
    content: [{ type: 'input_audio', input_audio: { data: text, format: 'wav' } }],
  }),
  (text) => ({
    role: 'user',
    parts: [{ inlineData: { mimeType: 'image/png', data: text } }, { fileData: { uri: text } }],
  }),
  (text) => ({ role: 'user', content: [{ type: 'file', file: { filename: text, file_data: text } }] }),
  (text) => ({
    role: 'assistant',
    content: [
      { type: 'redacted_thinking', data: text },
      { type: 'thinking', signature: text },
    ],
  }),
  (text) => ({ role: 'user', name: text, content: [{ type: text, text: 'so' }] }),
  (text) => ({ role: text, content: 'x', id: text, model: text }),
  (text) => ({
    role: 'assistant',
    tool_calls: [{ id: text, type: 'function', function: { name: text, arguments: '{}' } }],
  }),
  (text) => ({ role: 'user', content: Symbol(text), input: new Error(text), output: new Date(NaN) }),
  (text) => ({
    role: 'user',
    content: `data:text/plain;base64,${Buffer.from(text).toString('base64')}`,
    [text]: text,
  }),
  (text) => ({ role: 'user', input: Buffer.from(text), content: [new Uint8Array(Buffer.from(text))] }),
];

/** The message, sometimes with members that nobody knows. */
function around(message: Message, random: Random): Message {
  if (random.chance(0.7)) return message;
  return random.pick<Message>([
    { ...message, id: 'msg_1', status: 'completed', logprobs: [{ token: 'a' }] },
    { createdAt: 17, ...message, providerOptions: { x: { cache: true } } },
    { ...message, name: 'ada', index: 0, is_error: false },
  ]);
}
