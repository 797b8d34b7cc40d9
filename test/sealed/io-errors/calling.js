/** Calls what deletes segments, or wraps them anew, and says on its standard output what came of it. */
import { writeSync } from 'node:fs';
import * as sealed from '@logsieve/sealed';

const { call, options, kept } = JSON.parse(process.argv[2]);
const accessLog = kept === undefined ? undefined : sealed.createSealedLog(kept);
const account = accessLog === undefined ? {} : { who: 'ada', reason: 'a test', accessLog };
try {
  writeSync(1, `${JSON.stringify(await sealed[call]({ ...options, ...account }))}\n`);
} catch ({ name, code, message }) {
  writeSync(1, `${JSON.stringify({ name, code, message })}\n`);
}
accessLog?.close();
