/** Fastify with a protected pino logger: request logging stays useful. `node examples/fastify.js` */
import Fastify from 'fastify';
import pino from 'pino';
import { logsieve } from '@logsieve/pino';

const log = logsieve(pino(), { policy: { logsieve: 1, extends: ['logsieve:http'] } });
const app = Fastify({ loggerInstance: log });

app.post('/login/:user', async (req) => {
  req.log.info({ body: req.body, headers: req.headers }, 'login');
  throw new Error(`no account for ${req.body.email}`);
});

await app.inject({
  method: 'POST',
  url: '/login/1017?token=hunter2-canary',
  headers: { authorization: 'Bearer hunter2-canary' },
  payload: { email: 'jane.doe@example.com', password: 'hunter2-canary' },
});
await app.close();
