import protobuf from 'protobufjs';

/** What of the OpenTelemetry protocol a request to `/v1/logs` is made of; the numbers are those of its version 1. */
const LOGS = protobuf
  .parse(
    `
  syntax = "proto3";
  message Request { repeated ResourceLogs resource_logs = 1; }
  message ResourceLogs { Resource resource = 1; repeated ScopeLogs scope_logs = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message ScopeLogs { Scope scope = 1; repeated LogRecord log_records = 2; }
  message Scope { string name = 1; string version = 2; }
  message LogRecord {
    fixed64 time_unix_nano = 1;
    int32 severity_number = 2;
    string severity_text = 3;
    AnyValue body = 5;
    repeated KeyValue attributes = 6;
    fixed32 flags = 8;
    bytes trace_id = 9;
    bytes span_id = 10;
  }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message AnyValue {
    oneof value {
      string string_value = 1;
      bool bool_value = 2;
      int64 int_value = 3;
      double double_value = 4;
      ArrayValue array_value = 5;
      KeyValueList kvlist_value = 6;
      bytes bytes_value = 7;
    }
  }
  message ArrayValue { repeated AnyValue values = 1; }
  message KeyValueList { repeated KeyValue values = 1; }
`,
  )
  .root.lookupType('Request');

/** A record as an OTLP receiver reads it. */
export interface OtlpRecord {
  readonly severity: number;
  readonly severityText: string;
  readonly body: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** In hex; empty where the record belongs to none. */
  readonly traceId: string;
  readonly spanId: string;
}

interface AnyValue {
  readonly value?: string;
  readonly arrayValue?: { readonly values: readonly AnyValue[] };
  readonly kvlistValue?: { readonly values: readonly KeyValue[] };
  readonly [kind: string]: unknown;
}
interface KeyValue {
  readonly key: string;
  readonly value?: AnyValue;
}
interface LogRecord {
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body?: AnyValue;
  readonly attributes: readonly KeyValue[];
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
}
interface Request {
  readonly resourceLogs: readonly {
    readonly scopeLogs: readonly { readonly logRecords: readonly LogRecord[] }[];
  }[];
}

/** The log records of protobuf requests. Throws where a body is no such request. */
export function decodeLogs(bodies: readonly Buffer[]): OtlpRecord[] {
  return bodies
    .flatMap((body) => (LOGS.decode(body) as unknown as Request).resourceLogs)
    .flatMap(({ scopeLogs }) => scopeLogs)
    .flatMap(({ logRecords }) => logRecords)
    .map((record) => ({
      severity: record.severityNumber,
      severityText: record.severityText,
      body: plain(record.body),
      attributes: plainList(record.attributes),
      traceId: Buffer.from(record.traceId).toString('hex'),
      spanId: Buffer.from(record.spanId).toString('hex'),
    }));
}

function plain(any: AnyValue | undefined): unknown {
  if (any?.value === undefined) return undefined;
  if (any.arrayValue != null && any.value === 'arrayValue') return any.arrayValue.values.map(plain);
  if (any.kvlistValue != null && any.value === 'kvlistValue') return plainList(any.kvlistValue.values);
  const value = any[any.value];
  return any.value === 'intValue' ? Number(value) : value;
}

function plainList(list: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(list.map(({ key, value }) => [key, plain(value)]));
}
