/** What an engineer asks a log file, asked of one: the answers should not need a single personal datum. */
export function answersOf(records) {
  const responses = records.filter((record) => timeOf(record) !== undefined);
  const statuses = responses.map((record) => `${Math.floor(statusOf(record) / 100)}xx`);
  const errors = records.map(errorOf).filter((error) => error.code !== undefined);
  const usage = records.map((record) => record.usage).filter((value) => value !== undefined);
  return [
    ['log records', records.length],
    ['responses', tally(statuses)],
    ['routes asked for', `${distinct(records.map(urlOf))} different`],
    ['errors by code', tally(errors.map((error) => error.code))],
    ['tokens in, out', `${sum(usage, 'input_tokens')}, ${sum(usage, 'output_tokens')}`],
    ['customers seen', distinct(records.map((record) => record.user?.id))],
  ];
}

/** Fastify and pino put it at the top, express-winston under `meta`; winston spreads an error over the record. */
const timeOf = (record) => record.responseTime ?? record.meta?.responseTime;
const statusOf = (record) => (record.res ?? record.meta?.res)?.statusCode;
const urlOf = (record) => (record.req ?? record.meta?.req)?.url;
const errorOf = (record) => record.err ?? record.error ?? record.meta?.error ?? record;

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort().map(([value, count]) => `${value} ×${count}`);
}

function distinct(values) {
  return new Set(values.filter((value) => value !== undefined)).size;
}

function sum(objects, name) {
  return objects.reduce((total, object) => total + (object[name] ?? 0), 0);
}
