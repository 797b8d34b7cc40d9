import { answer, failure, logLogin } from './shop.js';

export function routes(app) {
  app.use(async (ctx, next) => {
    if (ctx.path.startsWith('/login/')) {
      logLogin(ctx.log, JSON.parse(await textOf(ctx.req)));
      ctx.set(answer.headers);
      ctx.body = answer.body;
    } else if (ctx.path === '/fail') throw failure(ctx.query);
    else await next();
  });
}

async function textOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
