/** Writes records for as long as it lives, and says on its standard output which of them are on disk. */
import { writeSync } from 'node:fs';
import { createSealedLog } from '@logsieve/sealed';

const { options, first } = JSON.parse(process.argv[2]);
const log = createSealedLog(options);
let number = first;
const write = () => {
  for (let count = 0; count < 20; count++) {
    log.write(JSON.stringify({ level: 30, number, text: 'x'.repeat((number * 37) % 3000) }));
    number++;
  }
  if (log.flush()) writeSync(1, `${number - 1}\n`);
  setImmediate(write);
};
write();
