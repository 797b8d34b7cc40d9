import { answer, failure, logLogin, logLoginByWinston } from './shop.js';

/** Routes that log through `req.log`. */
export function routes(app) {
  route(app, (req) => logLogin(req.log, req.body));
}

/** Routes that log through a logger of winston. */
export function winstonRoutes(app, logger) {
  route(app, (req) => logLoginByWinston(logger, req.body));
}

function route(app, logLogin) {
  app.post('/login/:user', (req, res) => {
    logLogin(req);
    res.set(answer.headers).json(answer.body);
  });
  app.get('/fail', (req) => {
    throw failure(req.query);
  });
}
