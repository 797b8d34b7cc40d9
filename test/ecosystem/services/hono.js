import { answer, failure, logLogin } from './shop.js';

export function routes(app) {
  app.post('/login/:user', async (c) => {
    const log = c.get('logger');
    const body = await c.req.json();
    logLogin(log, body);
    log.assign({ session: body.password, requestId: 'assigned-17' });
    for (const [name, value] of Object.entries(answer.headers)) c.header(name, value);
    return c.json(answer.body);
  });
  app.get('/fail', (c) => {
    throw failure(c.req.query());
  });
}
