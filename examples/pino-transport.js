/** logsieve in pino's worker thread, as a transport to a file or, as here, stdout. `node examples/pino-transport.js` */
import pino from 'pino';

const log = pino({
  transport: {
    target: '@logsieve/pino',
    options: {
      policy: { logsieve: 1, extends: ['logsieve:http'], fields: { 'user.email': { mask: 'email' } } },
      destination: 1,
    },
  },
});

// A transport gets finished lines: only detectors look at what was put into a message. Wrapping the logger with
// logsieve() also knows the template. Targets beside this one would get the lines as they are.
const user = { email: 'jane.doe@example.com', password: 'hunter2-canary' };
log.info({ user, req: { method: 'GET', url: '/users/1017?token=hunter2-canary' }, latencyMs: 12.5 }, 'read');
