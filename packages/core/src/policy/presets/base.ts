import type { PolicyDocument, RuleDocument } from '../policy.js';

const token: RuleDocument = { keep: 'token' };
const id: RuleDocument = { keep: 'token', max: 64 };
const timestamp: RuleDocument = { keep: 'timestamp' };
const duration: RuleDocument = { keep: 'number', min: 0 };
const amount: RuleDocument = { keep: 'integer', min: 0 };
const status: RuleDocument = { keep: 'integer', min: 100, max: 599 };
const error: RuleDocument = { keep: 'error' };

/** The methods of HTTP (RFC 9110, RFC 5789, QUERY); others are free text. */
export const httpMethods = {
  keep: 'string',
  enum: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE', 'QUERY'],
} as const satisfies RuleDocument;

/**
 * `logsieve:base`: what a logger adds by itself, and metadata whose type already says that it holds no content.
 * The message is not here: `message` decides it.
 */
export const base: PolicyDocument = {
  logsieve: 1,
  extends: [],
  fields: {
    // Structure. A level may be a number (pino) or a name (winston): a token holds both.
    level: { keep: 'token', max: 32 },
    time: timestamp,
    timestamp,
    '@timestamp': timestamp,
    ts: timestamp,
    pid: amount,
    // 253 characters is the longest host name (RFC 1035).
    hostname: { keep: 'token', max: 253 },
    name: token,
    service: token,
    label: token,

    // What ties records together. Tokens, since generators differ: counters, UUIDs, ULIDs, hex.
    reqId: id,
    requestId: id,
    request_id: id,
    correlationId: id,
    correlation_id: id,
    traceId: id,
    trace_id: id,
    spanId: id,
    span_id: id,
    traceFlags: { keep: 'token', max: 8 },
    trace_flags: { keep: 'token', max: 8 },

    // How long it took.
    latencyMs: duration,
    responseTime: duration,
    responseTimeMs: duration,
    duration,
    durationMs: duration,
    elapsedMs: duration,

    // What was asked and what came of it. A route is generalized even where the caller passes a path.
    method: httpMethods,
    route: { generalize: 'route' },
    status,
    statusCode: status,
    err: error,
    error,
    errorType: token,
    errorCode: token,

    // Sizes and counts.
    bytes: amount,
    size: amount,
    contentLength: amount,
    count: amount,
    total: amount,
    attempt: amount,
    attempts: amount,
    retries: amount,

    // Language models: who answered, and how much.
    model: { keep: 'token', max: 128 },
    provider: token,
    promptTokens: amount,
    prompt_tokens: amount,
    completionTokens: amount,
    completion_tokens: amount,
    inputTokens: amount,
    input_tokens: amount,
    outputTokens: amount,
    output_tokens: amount,
    totalTokens: amount,
    total_tokens: amount,
  },
};
