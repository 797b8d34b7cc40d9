import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino, type TransportPipelineOptions, type TransportSingleOptions } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectedLine, loadVectors, recordOf, type RecordVector, withoutLevel } from './vector.js';

// The built package: a worker thread knows nothing of the tests' way to the sources.
const target = fileURLToPath(new URL('../../packages/pino/dist/index.js', import.meta.url));

// One worker for all vectors of this file: they share a policy.
const vectors = loadVectors<RecordVector>('records').find(({ file }) => file === 'shop.json')?.vectors ?? [];
const policy = vectors[0]?.policy;
const destination = () => join(folder, `${Math.random()}.log`);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'logsieve-worker-'));
  for (const [name, value] of Object.entries(vectors[0]?.env ?? {})) vi.stubEnv(name, value);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('the vectors of shop.json in a worker thread', () => {
  it('share one policy', () => {
    expect(vectors.length).toBeGreaterThan(4);
    for (const vector of vectors) expect(vector.policy).toEqual(policy);
  });

  it('come out as expected where the transport owns its destination', async () => {
    const path = destination();
    expect(await linesThrough({ target, options: { policy, destination: path } }, path)).toEqual(
      vectors.map(expectedLine),
    );
  });

  it('come out as expected where the transport is a step of a pipeline', async () => {
    const path = destination();
    const pipeline = [
      { target, options: { policy } },
      { target: 'pino/file', options: { destination: path } },
    ];
    expect(await linesThrough({ pipeline }, path)).toEqual(vectors.map(expectedLine));
  });
});

async function linesThrough(
  options: TransportSingleOptions | TransportPipelineOptions,
  path: string,
): Promise<string[]> {
  const stream = pino.transport(options as TransportSingleOptions);
  await once(stream, 'ready');
  // The vectors hold errors as serializers leave them; pino's own would take them for plain objects.
  const serializers = { err: (error: unknown) => error };
  const logger = pino({ base: null, timestamp: false, serializers }, stream);
  for (const vector of vectors) {
    const { msg, ...fields } = withoutLevel(recordOf(vector));
    logger.info(fields, msg as string | undefined);
  }
  stream.end();
  await once(stream, 'close');
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}
