// What the services of the frameworks do with a request, careless as services are.
/** What is planted, by place. */
export const canaries = JSON.parse(process.env.CANARIES ?? '{}');

/** Headers and body of the answer to a login. */
export const answer = {
  headers: {
    'set-cookie': `sid=${canaries.setCookie}; HttpOnly`,
    'x-secret': canaries.responseHeader,
    'x-request-id': 'answer-17',
  },
  body: { ok: true, session: canaries.answer },
};

/** Logs what came with a login by pino or a logger with its methods. */
export function logLogin(log, body) {
  const user = { email: body.email, profile: body.profile, name: canaries.nested };
  log.info({ body, user, attempt: 1, data: Buffer.from(canaries.bytes) }, 'login of %s', body.email);
  log
    .child?.({ session: canaries.binding, reqId: 'child-17' })
    .warn({ total: 2, [canaries.key]: canaries.value });
}

/** The same by winston. */
export function logLoginByWinston(log, body) {
  const user = { email: body.email, profile: body.profile, name: canaries.nested };
  log.info('login of %s', body.email);
  log.info('logged in', { body, user, attempt: 1, data: Buffer.from(canaries.bytes) });
  log
    .child({ session: canaries.binding, reqId: 'child-17' })
    .warn('busy', { total: 2, [canaries.key]: canaries.value });
}

/** An error as a driver of a data base throws it, made of what the request brought. */
export function failure({ message, cause, detail }) {
  const error = new RangeError(`no row for ${message}`, { cause: new Error(`key ${cause}`) });
  return Object.assign(error, {
    code: 'E_ROW',
    detail: `Key (mail)=(${detail})`,
    config: { headers: { auth: detail } },
  });
}
