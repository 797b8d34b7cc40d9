import { Body, Controller, Get, Header, Logger, Param, Post, Query, Req } from '@nestjs/common';
import { answer, canaries, failure, logLogin } from './shop.js';

/** A controller that logs by Nest's own logger and by `req.log`. */
export class ShopController {
  logger = new Logger('Shop');

  login(req, body, user) {
    if (req.log !== undefined) logLogin(req.log, body);
    this.logger.log({ body, user, attempt: 1 });
    this.logger.error(failure({ ...canaries }), 'Shop');
    this.logger.error(`login of ${body.email}`, new Error(canaries.message).stack);
    return answer.body;
  }

  fail(query) {
    throw failure(query);
  }
}

// What the syntax of decorators stands for, which node does not know.
const headers = Object.entries(answer.headers).map(([name, value]) => Header(name, value));
decorate(ShopController, 'login', [Post('login/:user'), ...headers]);
Req()(ShopController.prototype, 'login', 0);
Body()(ShopController.prototype, 'login', 1);
Param('user')(ShopController.prototype, 'login', 2);
decorate(ShopController, 'fail', [Get('fail')]);
Query()(ShopController.prototype, 'fail', 0);
Controller()(ShopController);

function decorate(target, name, decorators) {
  const descriptor = Object.getOwnPropertyDescriptor(target.prototype, name);
  for (const decorator of decorators) decorator(target.prototype, name, descriptor);
}
