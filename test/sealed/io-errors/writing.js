/** Does with a sealed log what it is told, step by step, and says on its standard output what became of each. */
import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createSealedLog } from '@logsieve/sealed';

const { options, steps } = JSON.parse(process.argv[2]);
const say = (what) => {
  writeSync(1, `${JSON.stringify(what)}\n`);
};
const DOES = {
  write: (log, line) => log.write(line),
  flush: (log) => log.flush(),
  close: (log) => log.close(),
  wait: (_log, ms) => wait(ms),
};

/** A start that fails is no fault of what comes then: it is told by an error. */
function start() {
  try {
    return createSealedLog(options);
  } catch ({ name, code, message }) {
    say({ step: 'start', name, code, message });
    return undefined;
  }
}

const log = start();
for (const [step, given] of log === undefined ? [] : steps) {
  const result = await DOES[step](log, given);
  say({ step, result, ...log.counters() });
}
