/** A shop on Fastify and pino, logging as people do in a hurry. Nothing in here knows of logsieve. */
import Fastify from 'fastify';
import { charge, complete, database } from './backends.js';

export async function startFastifyService(log, providerUrl) {
  const app = Fastify({ loggerInstance: log, trustProxy: true, forceCloseConnections: true });
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, async (_request, body) => body);

  app.post('/register', async (req) => {
    req.log.debug({ body: req.body, headers: req.headers }, 'register');
    return database.insertUser(req.body); // Fastify logs what it throws, with err.message as the message
  });

  app.post('/login', async (req, reply) => {
    const user = { ...database.userByEmail(req.body.email), ip: req.ip };
    req.log.info({ body: req.body, user }, 'login');
    req.log.debug(`authenticated ${user.email} with password=${req.body.password} from ${req.ip}`);
    reply.header('set-cookie', `session=${user.session}; HttpOnly`);
    req.log.info({ res: reply, setCookie: reply.getHeader('set-cookie') }, 'session opened');
    return { ok: true };
  });

  app.get('/users/:id', async (req) => {
    const user = database.userById(req.params.id);
    const log = req.log.child({ user, authorization: req.headers.authorization });
    log.info({ query: req.query }, 'profile read by %s', user.name);
    log.debug('headers %j', req.headers);
    return { plan: 'pro' };
  });

  app.get('/users/:id/orders/:orderId', async (req, reply) => {
    try {
      return await database.orderOf(req.params.id);
    } catch (err) {
      req.log.error(err);
      req.log.warn({ error: err, params: req.params }, `order lookup failed: ${err.message}`);
      return reply.code(400).send({ ok: false });
    }
  });

  app.post('/orders', async (req, reply) => {
    const { card, items, total } = req.body;
    const user = database.userByEmail(req.body.email);
    const log = req.log.child({ user, cart: req.body }, { msgPrefix: '[checkout] ' });
    log.info({ card, items, total }, `charging card ${card.number} of ${user.email}`);
    const started = performance.now();
    try {
      return await charge(providerUrl, user, req.body);
    } catch (err) {
      log.error({ err, latencyMs: performance.now() - started }, 'payment failed');
      log.error(err);
      return reply.code(502).send({ ok: false });
    }
  });

  app.post('/chat', async (req) => {
    const started = performance.now();
    const user = database.userByEmail(req.body.email);
    const answer = await complete(req.body.prompt);
    req.log.info('%s asks: %s', user.name, req.body.prompt);
    const latencyMs = performance.now() - started;
    req.log.info({ user, prompt: req.body.prompt, ...answer, latencyMs }, 'chat');
    return { answer: answer.text };
  });

  app.get('/reset-password', async (req) => {
    req.log.info(`reset link opened: ${req.protocol}://${req.host}${req.url}`);
    return { ok: true };
  });

  app.post('/webhooks/payments', async (req) => {
    const event = JSON.parse(req.body);
    req.log.debug({ payload: req.body, text: req.body.toString() }, 'webhook');
    req.log.info({ stock: event.stock, sessions: { [event.session]: 'paid' } }, 'stock after payment');
    return { ok: true };
  });

  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
}
