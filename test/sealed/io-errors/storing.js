/** Does with a conversation store what it is told, call by call, and says on its standard output what became of each. */
import { writeSync } from 'node:fs';
import { createConversationStore } from '@logsieve/sealed';

const { options, calls } = JSON.parse(process.argv[2]);
const store = createConversationStore(options);
for (const [call, ...given] of calls) {
  const said = await store[call](...given).then(
    () => ({ isDone: true }),
    ({ name, code, message }) => ({ isDone: false, name, code, message }),
  );
  writeSync(1, `${JSON.stringify({ call, ...said })}\n`);
}
