import { afterAll, describe, expect, it } from 'vitest';
import { placesIn } from './canaries.js';
import { expectArrived, records } from './expect.js';
import { byTransport, byWinstonTransport } from './forms.js';
import { type Collector, startCollector, whyNoCollector } from './newrelic-collector.js';
import { cleanUp, here, type Run, runProgram } from './program.js';
import { receiveHttp } from './receivers.js';

const FIELDS = {
  requestId: 'speak-17',
  latencyMs: 12.5,
  status: 201,
  req: { method: 'POST', url: '/login/:id' },
};
const PLANTED = ['path', 'cookie', 'password', 'binding'];

interface AgentOptions {
  readonly protect?: boolean;
  readonly edit?: (text: string) => string;
  readonly env?: Readonly<Record<string, string>>;
}

afterAll(cleanUp);

describe.concurrent('dd-trace', () => {
  it.each([
    ['pino', 'datadog-pino.js', 'speak', 3],
    ['winston', 'datadog-winston.js', 'speakToWinston', 4],
  ])('before %s: nothing raw comes out, and its ids arrive', async (_, file, say, count) => {
    const { run, sent } = await withDatadog(file, say);
    expect(run.code).toBe(0);
    expect(placesIn(run.stdout + run.stderr)).toEqual([]);
    expect(placesIn(sent)).toEqual([]);
    expectArrived(run.stdout, [{ ...FIELDS, dd: expect.objectContaining({ service: 'shop', env: 'test' }) }]);
    const ids = (records(run.stdout) as { dd: { trace_id: string } }[]).map(({ dd }) => dd.trace_id);
    expect(ids).toEqual(Array<unknown>(count).fill(expect.stringMatching(/^[0-9a-f]{32}$/)));
    expect(new Set(ids).size).toBe(1);
  });

  it.each([
    ['pino', 'datadog-pino.js', 'speak', byTransport],
    ['winston', 'datadog-winston.js', 'speakToWinston', byWinstonTransport],
  ])('before %s: its ids arrive where only a transport is protected', async (_, file, say, edit) => {
    const { run } = await withDatadog(file, say, { edit });
    expect(placesIn(run.stdout + run.stderr)).toEqual([]);
    expectArrived(run.stdout, [{ ...FIELDS, dd: expect.objectContaining({ service: 'shop' }) }]);
  });

  it.each([
    ['pino', 'datadog-pino.js', 'speak'],
    ['winston', 'datadog-winston.js', 'speakToWinston'],
  ])('leaves all in what %s prints without logsieve', async (_, file, say) => {
    const { run } = await withDatadog(file, say, { protect: false });
    expect(placesIn(run.stdout)).toEqual(expect.arrayContaining(PLANTED));
  });
});

const skipped = whyNoCollector();

describe.skipIf(skipped)(`newrelic${skipped === undefined ? '' : ` (skipped: ${skipped})`}`, () => {
  it('before pino: forwards nothing of a wrapped logger, and its ids arrive by the mixin of the page', async () => {
    const { run, collector } = await withNewRelic('newrelic-pino.js', 'speak');
    expect(run.code).toBe(0);
    expect(placesIn(run.stdout + run.stderr)).toEqual([]);
    expect(placesIn(collector.received())).toEqual([]);
    expect(collector.logs()).toEqual([]);
    expectArrived(run.stdout, [{ ...FIELDS, 'trace.id': expect.stringMatching(/^[0-9a-f]{32}$/) }]);
  });

  it('before winston: forwards what the wrapper lets out, with its ids', async () => {
    const { run, collector } = await withNewRelic('newrelic-winston.js', 'speakToWinston');
    expect(placesIn(run.stdout + run.stderr)).toEqual([]);
    expect(placesIn(collector.received())).toEqual([]);
    const [{ logs } = { logs: [] }] = collector.logs() as { logs: unknown[] }[];
    expect(logs).toHaveLength(4);
    const forwarded = { ...FIELDS, 'trace.id': expect.stringMatching(/^[0-9a-f]{32}$/) as unknown };
    expect(logs).toContainEqual(expect.objectContaining(forwarded));
    expectArrived(run.stdout, [FIELDS]);
  });

  it.each([
    ['pino', 'newrelic-pino.js', 'speak', byTransport],
    ['winston', 'newrelic-winston.js', 'speakToWinston', byWinstonTransport],
  ])(
    'before %s: forwards raw records where only a transport is protected, as the page says',
    async (...given) => {
      const [, file, say, edit] = given;
      const { run, collector } = await withNewRelic(file, say, { edit });
      expect(placesIn(run.stdout)).toEqual([]);
      expect(placesIn(collector.received())).toEqual(expect.arrayContaining(PLANTED));
    },
  );

  it('forwards nothing there with forwarding turned off', async () => {
    const env = { NEW_RELIC_APPLICATION_LOGGING_FORWARDING_ENABLED: 'false' };
    const { run, collector } = await withNewRelic('newrelic-pino.js', 'speak', { edit: byTransport, env });
    expect(placesIn(run.stdout)).toEqual([]);
    expect(placesIn(collector.received())).toEqual([]);
    expect(collector.received()).not.toBe('');
  });

  it('forwards what was planted without logsieve', async () => {
    const { collector } = await withNewRelic('newrelic-winston.js', 'speakToWinston', { protect: false });
    expect(placesIn(collector.received())).toEqual(expect.arrayContaining(PLANTED));
  });
});

async function withDatadog(
  file: string,
  say: string,
  { protect = true, edit }: AgentOptions = {},
): Promise<{ readonly run: Run; readonly sent: string }> {
  const receiver = await receiveHttp();
  try {
    const run = await runProgram(file, {
      protect,
      edit,
      node: ['--import', 'dd-trace/initialize.mjs'],
      service: `
        const { ${say} } = await import('${here}services/speak.js');
        const { default: datadog } = await import('dd-trace');
        datadog.trace('login', () => ${say}(log));`,
      env: {
        DD_TRACE_AGENT_URL: `http://127.0.0.1:${receiver.port}`,
        DD_LOGS_INJECTION: 'true',
        DD_SERVICE: 'shop',
        DD_ENV: 'test',
        DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
        DD_REMOTE_CONFIGURATION_ENABLED: 'false',
      },
    });
    return { run, sent: Buffer.concat([...receiver.bodies()]).toString() };
  } finally {
    await receiver.close();
  }
}

async function withNewRelic(
  file: string,
  say: string,
  { protect = true, edit, env }: AgentOptions = {},
): Promise<{ readonly run: Run; readonly collector: Collector }> {
  const collector = await startCollector();
  try {
    const run = await runProgram(file, {
      protect,
      edit,
      node: ['--import', 'newrelic/esm-loader.mjs', '--require', 'newrelic'],
      service: `
        const { ${say} } = await import('${here}services/speak.js');
        const { default: agent } = await import('newrelic');
        agent.startBackgroundTransaction('login', () => ${say}(log));
        await new Promise((resolve) => agent.shutdown({ collectPendingData: true, timeout: 10_000 }, resolve));`,
      env: { ...newRelicEnvironment(collector), ...env },
    });
    return { run, collector };
  } finally {
    collector.close();
  }
}

function newRelicEnvironment({ port, certificate }: Collector): Record<string, string> {
  const detectors = ['AWS', 'AZURE', 'AZUREFUNCTION', 'DOCKER', 'GCP', 'KUBERNETES', 'PCF'];
  const off = detectors.map((name) => [`NEW_RELIC_UTILIZATION_DETECT_${name}`, 'false']);
  return {
    ...(Object.fromEntries(off) as Record<string, string>),
    NODE_EXTRA_CA_CERTS: certificate,
    NEW_RELIC_LICENSE_KEY: 'a'.repeat(40),
    NEW_RELIC_APP_NAME: 'shop',
    NEW_RELIC_HOST: '127.0.0.1',
    NEW_RELIC_PORT: String(port),
    NEW_RELIC_NO_CONFIG_FILE: 'true',
    NEW_RELIC_LOG_ENABLED: 'false',
  };
}
