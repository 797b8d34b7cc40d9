/** What the customers do, over HTTP: the same requests with the same values at whichever service. */
import { CUSTOMERS } from './planted.js';

const STEPS = [
  ({ name, email, phone, ssn, password }) => post('/register', { name, email, phone, ssn, password }),
  ({ email, password }) => post('/login', { email, password }),
  ({ id, bearer }) => get(`/users/${id}?access_token=${bearer}`),
  ({ id, orderId }) => get(`/users/${id}/orders/${orderId}`),
  ({ name, email, street, phone, card, cvv }, index) =>
    post('/orders', {
      email,
      card: { number: card, cvv, holder: name },
      shipTo: { name, street, phone },
      items: [{ sku: 'kettle-1l', quantity: 1 + (index % 3), note: `leave with ${name}` }],
      total: 4990 + index * 100,
    }),
  ({ email, prompt }) => post('/chat', { email, prompt }),
  ({ email, resetToken }) => get(`/reset-password?token=${resetToken}&email=${encodeURIComponent(email)}`),
  ({ resetToken, password }) =>
    get(`/old/reset?token=${resetToken}&password=${encodeURIComponent(password)}`),
  ({ session, card, orderId }, index) => ({
    ...post('/webhooks/payments', { session, card, stock: { [orderId]: 17 - index } }),
    type: 'text/plain',
  }),
];

/** How often each customer comes by. */
const ROUNDS = 2;

export const REQUESTS = ROUNDS * CUSTOMERS.length * STEPS.length;

/** Sends all requests, one after the other. `onResponse` is called after each. */
export async function drive(url, onResponse) {
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, customer] of CUSTOMERS.entries()) {
      for (const step of STEPS) {
        const response = await send(url, customer, step(customer, index));
        await response.arrayBuffer();
        onResponse();
      }
    }
  }
}

function send(url, customer, { method, path, body, type = 'application/json' }) {
  const headers = {
    authorization: `Bearer ${customer.bearer}`,
    cookie: `theme=dark; session=${customer.session}`,
    'x-forwarded-for': customer.ip,
    ...(body === undefined ? {} : { 'content-type': type }),
  };
  return fetch(url + path, { method, headers, body });
}

function get(path) {
  return { method: 'GET', path };
}

function post(path, body) {
  return { method: 'POST', path, body: JSON.stringify(body) };
}
