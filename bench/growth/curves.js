/**
 * How cost grows: with the size of a record of which the same is kept, with the number of a policy's rules, with the
 * depth at which what is kept stands. Each curve is a list of points; each point has record sets as `../records` has them.
 */
import { createRandom, prose, randomText, uuid } from '../records/text.js';
import { recordSets, VARIANTS } from '../records/index.js';

const http = recordSets.find(({ name }) => name === 'http');

/** Points by curve. `x` is what grows. */
export const curves = [
  {
    name: 'size',
    title: 'bytes of a record, 120 kept',
    points: [100, 1_000, 10_000, 100_000, 1_000_000].map(ofSize),
  },
  {
    name: 'rules',
    title: 'rules of the policy, HTTP record',
    points: [5, 20, 50, 200, 1_000].map((count) => withRules(count)),
  },
  { name: 'depth', title: 'levels down to what is kept', points: [1, 2, 4, 8, 15].map(atDepth) },
];

/** What one policy of many rules costs against one of few. */
export const rulesCompared = [50, 1_000].map((count) => withRules(count, 10));

/** Prose that nobody listed makes the record larger. Fewer variants of large ones, or memory is what is measured. */
function ofSize(bytes) {
  const create = (random) => {
    const record = {
      reqId: uuid(random),
      route: '/orders/:id',
      status: 200,
      latencyMs: Math.floor(random() * 90),
    };
    if (bytes === 100) return record;
    const text = prose(random, bytes);
    // What has to be escaped or takes several bytes makes it longer.
    const share = (bytes - 220) / Buffer.byteLength(JSON.stringify(text));
    return { ...record, body: { text: text.slice(0, Math.floor(text.length * share)) } };
  };
  const kept = ['reqId', 'route', 'status', 'latencyMs'];
  return set(bytes, { logsieve: 1 }, kept, create, bytes > 50_000 ? 4 : VARIANTS);
}

/** Some rules of the HTTP record, always the same, and more for members that no record has, some near those it has. */
function withRules(count, met = 5) {
  const own = Object.entries(http.policy.fields);
  const near = ['req.headers', 'res.headers', 'cache', 'app'];
  const more = Array.from({ length: count - met }, (_, index) => [
    `${near[index % near.length]}.x-${index}`,
    { keep: 'token' },
  ]);
  const policy = { ...http.policy, fields: Object.fromEntries([...own.slice(0, met), ...more]) };
  const unmet = own.slice(met).map(([path]) => path);
  const allowed = http.allowed.filter((path) => !unmet.includes(path));
  return { x: count, set: { ...http, name: `${count} rules`, policy, allowed } };
}

function atDepth(levels) {
  const names = Array.from({ length: levels }, (_, level) => `level${level}`);
  const create = (random) =>
    names.reduceRight((inner, name) => ({ [name]: inner, other: randomText(random, 20) }), {
      n: 7,
      id: uuid(random),
    });
  const path = names.join('.');
  const fields = { [`${path}.n`]: { keep: 'integer' }, [`${path}.id`]: { keep: 'uuid' } };
  return set(levels, { logsieve: 1, extends: [], fields }, Object.keys(fields), create);
}

function set(x, policy, allowed, create, variants = VARIANTS) {
  const random = createRandom(x);
  const made = Array.from({ length: variants }, () => JSON.parse(JSON.stringify(create(random))));
  const records = Array.from({ length: VARIANTS }, (_, index) => made[index % variants]);
  return { x, set: { name: `${x}`, message: 'request completed', policy, allowed, reshaped: [], records } };
}
