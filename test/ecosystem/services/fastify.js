import { answer, failure, logLogin } from './shop.js';

export function routes(app) {
  app.post('/login/:user', (req, reply) => {
    logLogin(req.log, req.body);
    app.log.info({ req, res: reply }, 'again');
    return reply.headers(answer.headers).send(answer.body);
  });
  app.get('/fail', async (req) => {
    throw failure(req.query);
  });
}
