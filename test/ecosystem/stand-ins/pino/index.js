// What @logsieve/pino would be if it did nothing: the programs of the page run once more with it, to show that what
// was planted would come out.
import { once } from 'node:events';
import { Transform } from 'node:stream';
import { workerData } from 'node:worker_threads';
import { pino } from 'pino';
import build from 'pino-abstract-transport';

export const logsieve = (logger) => logger;
export const definePolicy = (policy) => policy;

export default async function transport(options = {}) {
  const parseLine = (line) => ({ line });
  if (isStep(options)) {
    const plain = new Transform({
      writableObjectMode: true,
      autoDestroy: true,
      transform: ({ line }, _encoding, done) => done(null, `${line}\n`),
    });
    return build((source) => source.pipe(plain), { parseLine, metadata: false, enablePipelining: true });
  }
  const sink = pino.destination({ dest: options.destination ?? 1, sync: true });
  const write = async (source) => {
    for await (const { line } of source) sink.write(`${line}\n`);
  };
  const close = async () => {
    const closed = once(sink, 'close');
    sink.end();
    await closed;
  };
  return build(write, { parseLine, metadata: false, close });
}

function isStep(options) {
  const pipelines = workerData?.workerData?.pipelines ?? [];
  return pipelines.some((steps) => steps.slice(0, -1).some((step) => step.options === options));
}
