/** The two services of the demo, and what happens to them. */
import { join } from 'node:path';
import { startProvider } from './backends.js';
import { startExpressService } from './express-service.js';
import { startFastifyService } from './fastify-service.js';
import { openPino, openWinston } from './loggers.js';
import { createProgress } from './terminal.js';
import { drive, REQUESTS } from './traffic.js';

const SERVICES = [
  { name: 'Fastify + pino', id: 'fastify', logger: 'pino', open: openPino, start: startFastifyService },
  {
    name: 'Express + winston',
    id: 'express',
    logger: 'winston',
    open: openWinston,
    start: startExpressService,
  },
];

/** Runs each service without logsieve, then with the policy: `[{ service, without, with }]`. */
export async function runAll(folder, policy) {
  const provider = await startProvider();
  const progress = createProgress(REQUESTS * SERVICES.length * 2);
  const run = async (service, label, policy) => {
    const title = `${service.name}, ${label} logsieve`;
    const file = join(folder, `${service.id}-${label}.log`);
    const counters = await runService(service, file, policy, provider.url, () => progress.step(title));
    progress.part(title);
    return { file, counters };
  };
  const runs = [];
  try {
    for (const service of SERVICES) {
      const without = await run(service, 'without', undefined);
      runs.push({ service, without, with: await run(service, 'with', policy) });
    }
  } finally {
    await provider.close();
  }
  return runs;
}

/** Starts a service, sends it all requests, stops it. Returns what logsieve counted, if it was there. */
async function runService(service, file, policy, providerUrl, onResponse) {
  const { log, counters, close } = service.open(file, policy);
  const { url, close: stop } = await service.start(log, providerUrl);
  try {
    await drive(url, onResponse);
  } finally {
    await stop();
    await close();
  }
  return policy === undefined ? undefined : counters();
}
