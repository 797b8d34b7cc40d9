/** What `plant()` plants into where it is given nothing: what services are sent, and what they make of it. */
export const sample = () => ({
  user: {
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    phone: '+1 202 555 0100',
    password: 'hunter2-hunter2',
    birthDate: '1815-12-10',
    address: { street: '12 St James Square', city: 'London Town' },
  },
  payment: { card: '4111 1111 1111 1111', iban: 'GB33BUKB20201555555555' },
  headers: {
    authorization: 'Bearer abcdefghijklmnop',
    cookie: 'sid=abcdefghijklmnop',
    'x-api-key': 'sk_abcdefghijklmnop',
    'x-forwarded-for': '203.0.113.7',
    'proxy-authorization': 'Basic YWRhOmh1bnRlcjI=',
  },
  url: '/users/8f3a/reset?token=abcdefgh',
  session: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln',
  deviceId: '3f1c2a5e-8d4b-4c6a-9e7f-0a1b2c3d4e5f',
  notes: ['allergic to peanuts', 'asked about a refund'],
  err: new Error('no account for ada@example.com', {
    cause: Object.assign(new Error('duplicate key'), {
      detail: 'Key (email)=(ada@example.com) already exists.',
    }),
  }),
});

/** What `plant()` makes. */
export type Sample = ReturnType<typeof sample>;
