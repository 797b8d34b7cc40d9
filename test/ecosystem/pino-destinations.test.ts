import { afterAll, describe, expect, it } from 'vitest';
import { type Spoken, speak, SPOKEN } from './destinations.js';
import { expectArrived, expectClean } from './expect.js';
import { decodeLogs } from './otlp.js';
import { cleanUp } from './program.js';
import { receiveTcp } from './receivers.js';
import { startRsyslog, whyNoRsyslog } from './rsyslog.js';

/** What of the three records has to arrive, but for the login's message. */
const RECORDS = [
  {
    level: 30,
    requestId: 'speak-17',
    latencyMs: 12.5,
    status: 201,
    req: { method: 'POST', url: '/login/:id' },
  },
  { level: 40, reqId: 'child-17', total: 2, msg: 'busy' },
  { level: 50, err: { type: 'RangeError', code: 'E_ROW' }, msg: 'RangeError' },
];
const PLANTED = [
  ...['path', 'query', 'cookie', 'email', 'password', 'message', 'cause', 'detail', 'binding', 'nested'],
  ...['key', 'value'],
];
/** In the wrapper the template is known; in a worker thread only what a detector makes of the text. */
const LOGIN = { wrapper: 'login of %s', pipeline: 'login of [email]' };
type Form = keyof typeof LOGIN;
const FORMS: readonly Form[] = ['wrapper', 'pipeline'];

const expectJson = (text: string | undefined, form: Form) => {
  expectArrived(text ?? '', [...RECORDS, { msg: LOGIN[form] }]);
};
const expectPretty = (text: string | undefined, form: Form) => {
  for (const part of [
    LOGIN[form],
    'requestId: "speak-17"',
    '"url": "/login/:id"',
    'WARN',
    'reqId: "child-17"',
  ])
    expect(text).toContain(part);
  expect(text).toMatch(/ERROR.*RangeError/);
};
const text = ({ bodies }: Spoken) => Buffer.concat([...bodies]).toString();

interface Destination {
  readonly name: string;
  readonly program: string;
  readonly forms?: readonly Form[];
  readonly open?: typeof receiveTcp;
  readonly arrives: (spoken: Spoken, form: Form) => void;
  /** Why it cannot be tried. */
  readonly skipped?: string | undefined;
}

const DESTINATIONS: readonly Destination[] = [
  {
    name: 'pino/file',
    program: 'pino-file.js',
    arrives: ({ files }, form) => expectJson(files['app.log'], form),
  },
  {
    name: 'pino-pretty',
    program: 'pino-pretty.js',
    arrives: ({ files }, form) => expectPretty(files['stdout'], form),
  },
  {
    name: 'pino-roll',
    program: 'pino-roll.js',
    arrives: ({ files }, form) => expectJson(files['logs/app.1.log'], form),
  },
  {
    name: 'pino-opentelemetry-transport',
    program: 'pino-opentelemetry-transport.js',
    arrives: ({ bodies }, form) => {
      const logs = decodeLogs(bodies).map(({ severity, body, attributes }) => ({
        severity,
        body,
        attributes,
      }));
      const { level, ...attributes } = RECORDS[0]!;
      expect(level).toBe(30);
      expect(logs).toEqual([
        { severity: 9, body: LOGIN[form], attributes },
        { severity: 13, body: 'busy', attributes: { reqId: 'child-17', total: 2 } },
        { severity: 17, body: 'RangeError', attributes: { err: { type: 'RangeError', code: 'E_ROW' } } },
      ]);
    },
  },
  {
    name: 'pino-socket',
    program: 'pino-socket.js',
    open: receiveTcp,
    arrives: (spoken, form) => expectJson(text(spoken), form),
  },
  {
    name: 'pino-syslog and pino-socket into rsyslog',
    program: 'pino-syslog.js',
    open: () => startRsyslog(SPOKEN.pino),
    skipped: whyNoRsyslog(),
    arrives: (spoken, form) => {
      const [first, second, third] = RECORDS;
      const has = (fields: object | undefined): unknown => expect.objectContaining(fields ?? {});
      expectArrived(text(spoken), [
        { severity: 'info', app: 'shop', msg: has({ ...first, msg: LOGIN[form] }) },
        { severity: 'warning', app: 'shop', msg: has(second) },
        { severity: 'err', app: 'shop', msg: has(third) },
      ]);
    },
  },
  {
    name: 'several targets',
    program: 'pino-targets.js',
    forms: ['wrapper'],
    arrives: ({ files }, form) => {
      expectPretty(files['stdout'], form);
      expectArrived(files['errors.log'] ?? '', RECORDS.slice(2));
    },
  },
  {
    name: 'a multistream',
    program: 'pino-multistream.js',
    forms: ['wrapper'],
    arrives: ({ files }, form) => {
      expectJson(files['stdout'], form);
      expectArrived(files['errors.log'] ?? '', RECORDS.slice(2));
    },
  },
];

afterAll(cleanUp);

for (const { name, program, forms = FORMS, open, arrives, skipped } of DESTINATIONS) {
  describe.skipIf(skipped)(
    skipped === undefined ? name : `${name} (skipped: ${skipped})`,
    { concurrent: true },
    () => {
      it.each(forms)('behind the %s gets what is allowed and nothing else', async (form) => {
        const spoken = await speak(program, { protect: true, by: 'pino', form, open });
        expect(spoken.leaks).toEqual([]);
        expectClean(spoken.run);
        arrives(spoken, form);
      });

      it('gets what was planted without logsieve', async () => {
        const { leaks } = await speak(program, { protect: false, by: 'pino', open });
        expect(leaks).toEqual(expect.arrayContaining(PLANTED));
      });
    },
  );
}

describe.concurrent('the pipeline of the page', () => {
  it('lets out what is allowed and nothing else', async () => {
    const spoken = await speak('pino-pipeline.js', { protect: true, by: 'pino' });
    expect(spoken.leaks).toEqual([]);
    expectClean(spoken.run);
    expectPretty(spoken.files['stdout'], 'pipeline');
  });
});
