import { afterAll, describe, expect, it } from 'vitest';
import { placesIn } from './canaries.js';
import { expectArrived, expectClean, records } from './expect.js';
import { byTransport, byWinstonTransport, replaced } from './forms.js';
import { decodeLogs, type OtlpRecord } from './otlp.js';
import { program } from './page.js';
import { cleanUp, here, type Run, runProgram } from './program.js';
import { receiveHttp } from './receivers.js';

interface TracedRun {
  readonly run: Run;
  /** What the log bridge of the instrumentation sent. */
  readonly sent: readonly OtlpRecord[];
  /** The places whose canaries are in what it sent. */
  readonly sentLeaks: readonly string[];
}

interface TracedOptions {
  readonly protect?: boolean;
  readonly edit?: (text: string) => string;
  /** Changes the module that registers the instrumentations. */
  readonly editRegistration?: (text: string) => string;
  /** False: the program itself imports that module, after the logger. */
  readonly first?: boolean;
}

const FIELDS = {
  requestId: 'speak-17',
  latencyMs: 12.5,
  status: 201,
  req: { method: 'POST', url: '/login/:id' },
};
const ID = /^[0-9a-f]{32}$/;

afterAll(cleanUp);

describe.concurrent.each([
  {
    by: 'pino',
    file: 'otel-pino.js',
    count: 3,
    message: 'msg',
    transport: byTransport,
    instrumentation: 'Pino',
  },
  {
    by: 'winston',
    file: 'otel-winston.js',
    count: 4,
    message: 'message',
    transport: byWinstonTransport,
    instrumentation: 'Winston',
  },
])('the OpenTelemetry instrumentation of $by', ({ by, file, count, message, transport, instrumentation }) => {
  const say = by === 'pino' ? 'speak' : 'speakToWinston';
  const withoutSending = (text: string) =>
    replaced(
      text,
      new RegExp(`${instrumentation}Instrumentation\\(\\)`),
      `${instrumentation}Instrumentation({ disableLogSending: true })`,
    );

  it('registered first, sends what the wrapper lets out, and its trace ids arrive', async () => {
    const { run, sent, sentLeaks } = await traced(file, say);
    expectClean(run);
    expect(sentLeaks).toEqual([]);
    expectArrived(run.stdout, [{ ...FIELDS, trace_flags: '01' }, { [message]: 'login of %s' }]);
    const ids = (records(run.stdout) as { trace_id: string }[]).map(({ trace_id }) => trace_id);
    expect(ids[0]).toMatch(ID);
    expect(new Set(ids).size).toBe(1);
    // Nothing else is sent: no self-check.
    expect(sent.map(({ traceId }) => traceId)).toEqual(Array<unknown>(count).fill(ids[0]));
    expect(sent[0]).toMatchObject({ severity: 9, attributes: FIELDS });
    expect(sent.map(({ body }) => body)).toContain('login of %s');
  });

  it('sends and prints what was planted without logsieve', async () => {
    const { run, sentLeaks } = await traced(file, say, { protect: false });
    expect(placesIn(run.stdout)).toEqual(expect.arrayContaining(['path', 'cookie', 'password', 'binding']));
    expect(sentLeaks).toEqual(expect.arrayContaining(['path', 'cookie', 'password', 'binding']));
  });

  it('sends raw records where only a transport is protected, as the page says', async () => {
    const { run, sentLeaks } = await traced(file, say, { edit: transport });
    expectClean(run);
    expect(sentLeaks).toEqual(expect.arrayContaining(['path', 'cookie', 'password', 'binding']));
  });

  it('sends nothing there with disableLogSending, and its trace ids arrive', async () => {
    const { run, sent } = await traced(file, say, { edit: transport, editRegistration: withoutSending });
    expectClean(run);
    expect(sent).toEqual([]);
    expectArrived(run.stdout, [{ ...FIELDS, trace_id: expect.stringMatching(ID) }]);
  });

  it('registered after the logger, leaks nothing', async () => {
    const { run, sentLeaks } = await traced(file, say, { first: false });
    expectClean(run);
    expect(sentLeaks).toEqual([]);
    expectArrived(run.stdout, [FIELDS]);
  });
});

describe.concurrent('the log hook of the winston instrumentation', () => {
  it('is told of the raw record, as the page says, and what it adds goes through the policy', async () => {
    const hook = `{
      logHook: (_span, record) => {
        process.stderr.write(JSON.stringify(record));
        record.service = 'hooked';
        record.copied = record.body?.password;
      },
    }`;
    const { run, sentLeaks } = await traced('otel-winston.js', 'speakToWinston', {
      editRegistration: (text) =>
        replaced(text, /WinstonInstrumentation\(\)/, `WinstonInstrumentation(${hook})`),
    });
    expect(placesIn(run.stderr)).toContain('password');
    expect(placesIn(run.stdout)).toEqual([]);
    expect(sentLeaks).toEqual([]);
    expectArrived(run.stdout, [{ ...FIELDS, service: 'hooked' }]);
  });
});

/** Runs a program within a span, with the registration of the page. */
async function traced(file: string, say: string, options: TracedOptions = {}): Promise<TracedRun> {
  const { protect = true, edit = same, editRegistration = same, first = true } = options;
  const receiver = await receiveHttp('/v1/logs');
  const late = (text: string) => text.replace(/^(import (\w+) from .*)$/m, "$1\nimport './otel.mjs';");
  try {
    const run = await runProgram(file, {
      protect,
      edit: (text) => (first ? edit(text) : late(edit(text))),
      node: first ? ['--import', './otel.mjs'] : [],
      files: { 'otel.mjs': editRegistration(program('otel.js')) },
      service: `
        const { traced } = await import('${here}services/traced.js');
        const { ${say} } = await import('${here}services/speak.js');
        traced(() => ${say}(log));`,
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${receiver.port}`,
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_NODE_RESOURCE_DETECTORS: 'none',
      },
    });
    const sentLeaks = placesIn(Buffer.concat([...receiver.bodies()]).toString());
    return { run, sent: decodeLogs(receiver.bodies()), sentLeaks };
  } finally {
    await receiver.close();
  }
}

function same(text: string): string {
  return text;
}
