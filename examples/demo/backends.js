/** What the two services stand on: a database and an assistant, both made up, and a payment provider over HTTP. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import axios from 'axios';
import { CUSTOMERS, PROVIDER_KEY } from './planted.js';

/** An error as the driver `pg` throws it: the values are in its message and its detail. */
class DatabaseError extends Error {
  constructor(message, fields) {
    super(message);
    Object.assign(this, { length: 213, severity: 'ERROR', schema: 'public', ...fields });
  }
}

export const database = {
  userByEmail: (email) => toRow(CUSTOMERS.find((customer) => customer.email === email)),
  userById: (id) => toRow(CUSTOMERS.find((customer) => customer.id === id)),

  async insertUser({ name, email, ssn }) {
    throw new DatabaseError('duplicate key value violates unique constraint "users_email_key"', {
      code: '23505',
      detail: `Key (email)=(${email}) already exists. Failing row contains (${name}, ${email}, ${ssn}).`,
      table: 'users',
      constraint: 'users_email_key',
    });
  },

  async orderOf(id) {
    throw new DatabaseError(`invalid input syntax for type uuid: "${id}"`, {
      code: '22P02',
      where: `unnamed portal parameter $1 = '${id}'`,
    });
  },
};

function toRow({ id, email, name, password, phone, ssn, street, session }) {
  return { id, email, name, password, phone, ssn, street, session };
}

/** Charges a card. The provider answers 500: axios throws, with headers and body in `error.config`. */
export function charge(providerUrl, customer, payment) {
  return axios.post(
    `${providerUrl}/v1/charges?customer=${customer.id}`,
    { amount: payment.total, currency: 'EUR', card: payment.card, receipt: customer.email },
    { headers: { authorization: `Bearer ${PROVIDER_KEY}` }, timeout: 10_000 },
  );
}

/** Answers a prompt, as a client of a language model would. */
export async function complete(prompt) {
  return {
    model: 'shop-assistant-2',
    usage: { input_tokens: Math.ceil(prompt.length / 4), output_tokens: 42 },
    finishReason: 'stop',
    text: `You wrote: ${prompt} Yes, you may.`,
  };
}

/** A payment provider on loopback that fails, and sends back what it got. */
export async function startProvider() {
  const server = createServer(async (request, response) => {
    const received = await text(request);
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'card processor unavailable', received }));
  });
  return listen(server);
}

/** Puts a server on a free port of loopback: `{ url, close }`. */
export async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
