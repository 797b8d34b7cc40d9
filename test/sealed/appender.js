/**
 * Appends to a conversation until it is killed, or so many times: node appender.js <dir> <id> <recipient> <name> <times>.
 * Tells each message that was acknowledged in a line of its own.
 */
import { writeSync } from 'node:fs';
import { createConversationStore } from '@logsieve/sealed';

const [dir, id, recipient, name, times] = process.argv.slice(2);
const store = createConversationStore({ dir, recipients: [recipient] });
for (let n = 0; n < Number(times); n++) {
  const content = `${name} ${n} ${'x'.repeat((n * 997) % 5000)}`;
  await store.append(id, [{ role: 'user', content }]);
  writeSync(1, `${name} ${n}\n`);
}
