/**
 * An application that logs while something goes wrong. Its plan comes as JSON in the first argument; what became of it
 * goes to the parent over IPC, so that stdout and stderr are the logger's alone.
 */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createLogger } from './loggers.js';

const plan = JSON.parse(process.argv[2]);
const SECRET = plan.canary;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** One record with the secret wherever a record can have it. */
function say(log, n) {
  const record = {
    latencyMs: n,
    a: n,
    b: n,
    token: SECRET,
    user: { password: SECRET },
    [SECRET]: 1,
    filler: plan.filler ?? '',
  };
  if (n % 100 === 0 && plan.fatal) log.fatal(record, 'last words');
  else if (n % 50 === 0)
    log.error(Object.assign(new Error(SECRET), { code: 'EAPP', body: SECRET }), `failed ${n}`);
  else log.info(record, `served %s as ${n}`, SECRET);
}

function report(extra) {
  const held = bytesHeld();
  process.send?.({ held, rss: process.memoryUsage.rss(), counters: app.counters(), ...extra });
}

/** Bytes in use, but for those of workers. The resident size says more of how lazily garbage is collected. */
function bytesHeld() {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Goes on with `meanwhile` until the parent has done what it has to do. */
async function told(meanwhile) {
  const word = once(process, 'message');
  for (let isTold = false; !isTold;) {
    meanwhile();
    isTold = await Promise.race([word.then(() => true), wait(20, false)]);
  }
}

process.on('uncaughtException', (error) => {
  // Node prints it too, as without this listener.
  process.send?.({ crashed: String(error.message).split('\n')[0] }, () => {
    process.exit(7);
  });
});

const app = await createLogger(plan);
const children = [0, 1, 2].map((n) => app.log.child({ requestId: `r-${n}`, mark: 'm-1', session: SECRET }));
const perTurn = plan.perTurn ?? 20;
report({ started: true });
let said = 0;
for (let n = 1; n <= plan.records; n++) {
  say(children[n % 3], ++said);
  if (n % perTurn === 0) await turn();
  if (n % plan.at === 0) {
    await app.fault?.();
    report({ at: n });
    if (plan.waits) await told(() => say(children[0], ++said));
    else await wait(200);
  }
  if (plan.every && n % plan.every === 0) {
    report({});
    if (plan.pause) await wait(plan.pause);
  }
  if (plan.reloadEvery && n % plan.reloadEvery === 0) {
    writeFileSync(plan.policy, plan.policies[(n / plan.reloadEvery) % plan.policies.length]);
    app.reload();
  }
}
await wait(plan.rest ?? 200);
report({ done: true, said });
process.disconnect?.();
