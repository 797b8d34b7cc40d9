/** Wraps a log anew, and says on its standard output when it begins. */
import { writeSync } from 'node:fs';
import { createSealedLog, rekeySealed } from '@logsieve/sealed';

const { setup, kept } = JSON.parse(process.argv[2]);
const accessLog = createSealedLog(kept);
writeSync(1, 'ready\n');
await rekeySealed({ ...setup, who: 'ada', reason: 'a test', accessLog });
accessLog.close();
