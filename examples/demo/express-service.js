/** The same shop on Express, winston and express-winston. Nothing in here knows of logsieve. */
import { createServer } from 'node:http';
import express from 'express';
import expressWinston from 'express-winston';
import { charge, complete, database, listen } from './backends.js';

export async function startExpressService(log, providerUrl) {
  const app = express();
  app.set('trust proxy', true);
  app.use(express.json(), express.raw({ type: 'text/plain' }));
  const msg = 'HTTP {{req.method}} {{res.statusCode}} in {{res.responseTime}}ms';
  app.use(expressWinston.logger({ winstonInstance: log, statusLevels: true, msg }));

  app.post('/register', async (req) => {
    log.debug('register', { body: req.body, headers: req.headers });
    await database.insertUser(req.body); // the error logger below takes what it throws
  });

  app.post('/login', (req, res) => {
    const user = { ...database.userByEmail(req.body.email), ip: req.ip };
    log.info('login', { body: req.body, user });
    log.debug(`authenticated ${user.email} with password=${req.body.password} from ${req.ip}`);
    res.set('set-cookie', `session=${user.session}; HttpOnly`);
    log.info('session opened', { res: { headers: res.getHeaders() } });
    res.json({ ok: true });
  });

  app.get('/users/:id', (req, res) => {
    const user = database.userById(req.params.id);
    const child = log.child({ user, authorization: req.headers.authorization });
    child.info('profile read by %s', user.name, { query: req.query });
    child.debug('headers %j', req.headers);
    res.json({ plan: 'pro' });
  });

  app.get('/users/:id/orders/:orderId', async (req, res) => {
    try {
      res.json(await database.orderOf(req.params.id));
    } catch (err) {
      log.error(err);
      log.warn(`order lookup failed: ${err.message}`, { error: err, params: req.params });
      res.status(400).json({ ok: false });
    }
  });

  app.post('/orders', async (req, res) => {
    const { card, items, total } = req.body;
    const user = database.userByEmail(req.body.email);
    const child = log.child({ user, cart: req.body });
    child.info(`charging card ${card.number} of ${user.email}`, { card, items, total });
    const started = performance.now();
    try {
      res.json(await charge(providerUrl, user, req.body));
    } catch (err) {
      child.error('payment failed', { err, latencyMs: performance.now() - started });
      child.error('payment failed:', err);
      res.status(502).json({ ok: false });
    }
  });

  app.post('/chat', async (req, res) => {
    const started = performance.now();
    const user = database.userByEmail(req.body.email);
    const answer = await complete(req.body.prompt);
    log.info('%s asks: %s', user.name, req.body.prompt);
    const latencyMs = performance.now() - started;
    log.info('chat', { user, prompt: req.body.prompt, ...answer, latencyMs });
    res.json({ answer: answer.text });
  });

  app.get('/reset-password', (req, res) => {
    log.info(`reset link opened: ${req.protocol}://${req.host}${req.url}`);
    res.json({ ok: true });
  });

  app.post('/webhooks/payments', (req, res) => {
    const event = JSON.parse(req.body);
    log.debug('webhook', { payload: req.body, text: req.body.toString() });
    log.info('stock after payment', { stock: event.stock, sessions: { [event.session]: 'paid' } });
    res.json({ ok: true });
  });

  app.use(expressWinston.errorLogger({ winstonInstance: log, msg: 'request failed: {{err.message}}' }));
  app.use((error, _req, res, next) => {
    if (res.headersSent) next(error);
    else res.status(500).json({ ok: false });
  });
  return listen(createServer(app));
}
