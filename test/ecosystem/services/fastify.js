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

/** Routes with loggers of their own making. */
export function routesWithOptions(app) {
  app.setChildLoggerFactory((logger, bindings, options, raw) =>
    logger.child({ ...bindings, cookie: raw.headers.cookie }, options),
  );
  const logSerializers = { body: (body) => ({ all: body }), total: (total) => total + 1 };
  app.post('/login/:user', { logLevel: 'debug', logSerializers }, (req) => {
    req.log.debug({ body: req.body, total: 2 }, 'login of %s', req.body.email);
    return answer.body;
  });
}
