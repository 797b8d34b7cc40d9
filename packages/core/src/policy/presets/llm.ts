import type { PolicyDocument, RuleDocument } from '../policy.js';

type Fields = Readonly<Record<string, RuleDocument>>;

const tokens: RuleDocument = { keep: 'integer', min: 0 };
const model: RuleDocument = { keep: 'token', max: 128 };
const token: RuleDocument = { keep: 'token' };
const duration: RuleDocument = { keep: 'number', min: 0 };
const cost: RuleDocument = { keep: 'number', min: 0 };
const temperature: RuleDocument = { keep: 'number', min: 0, max: 2 };
const share: RuleDocument = { keep: 'number', min: 0, max: 1 };
const penalty: RuleDocument = { keep: 'number', min: -2, max: 2 };

/** Why a model stopped: OpenAI (chat completions), Anthropic (messages), the AI SDK. */
const finishReason: RuleDocument = {
  keep: 'string',
  enum: [
    'stop',
    'length',
    'tool_calls',
    'function_call',
    'content_filter',
    'end_turn',
    'max_tokens',
    'stop_sequence',
    'tool_use',
    'pause_turn',
    'refusal',
    'model_context_window_exceeded',
    'tool-calls',
    'content-filter',
    'error',
    'other',
    'unknown',
  ],
};

const each = (names: readonly string[], rule: RuleDocument): Fields =>
  Object.fromEntries(names.map((name) => [name, rule]));

/**
 * `logsieve:llm`: what a call to a language model cost and how it ended. Never a prompt, a completion, a message,
 * a tool's arguments or an embedding, in whatever field they are.
 */
export const llm: PolicyDocument = {
  logsieve: 1,
  fields: {
    ...each(['requestModel', 'responseModel'], model),
    ...each(['finishReason', 'finish_reason', 'stopReason', 'stop_reason'], finishReason),
    ...each(['toolName', 'tool_name', 'operation'], token),
    ...each(['firstTokenMs', 'timeToFirstTokenMs', 'ttftMs'], duration),
    ...each(['cost', 'costUsd', 'cost_usd'], cost),
    temperature,
    ...each(['topP', 'top_p'], share),
    ...each(['maxTokens', 'max_tokens', 'maxOutputTokens', 'max_output_tokens'], tokens),
    stream: { keep: 'boolean' },

    // The `usage` object as the providers' clients return it.
    ...each(
      [
        'usage.prompt_tokens',
        'usage.completion_tokens',
        'usage.total_tokens',
        'usage.input_tokens',
        'usage.output_tokens',
        'usage.cache_creation_input_tokens',
        'usage.cache_read_input_tokens',
        'usage.prompt_tokens_details.cached_tokens',
        'usage.completion_tokens_details.reasoning_tokens',
        'usage.input_tokens_details.cached_tokens',
        'usage.output_tokens_details.reasoning_tokens',
        'usage.promptTokens',
        'usage.completionTokens',
        'usage.totalTokens',
        'usage.inputTokens',
        'usage.outputTokens',
        'usage.reasoningTokens',
        'usage.cachedInputTokens',
      ],
      tokens,
    ),

    // Attribute names of the OpenTelemetry conventions for generative AI: keys with literal dots.
    ...each(
      ['gen_ai\\.system', 'gen_ai\\.provider\\.name', 'gen_ai\\.operation\\.name', 'gen_ai\\.tool\\.name'],
      token,
    ),
    ...each(['gen_ai\\.request\\.model', 'gen_ai\\.response\\.model'], model),
    'gen_ai\\.response\\.id': { keep: 'token', max: 128 },
    'gen_ai\\.response\\.finish_reasons.*': finishReason,
    'gen_ai\\.request\\.temperature': temperature,
    'gen_ai\\.request\\.top_p': share,
    ...each(['gen_ai\\.request\\.frequency_penalty', 'gen_ai\\.request\\.presence_penalty'], penalty),
    ...each(
      [
        'gen_ai\\.request\\.top_k',
        'gen_ai\\.request\\.max_tokens',
        'gen_ai\\.usage\\.input_tokens',
        'gen_ai\\.usage\\.output_tokens',
        'gen_ai\\.usage\\.cache_creation\\.input_tokens',
        'gen_ai\\.usage\\.cache_read\\.input_tokens',
      ],
      tokens,
    ),
  },
};
