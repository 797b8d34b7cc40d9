/** The figures that are shown first, path by path, and what the project holds them to. */

/**
 * A figure is a contender against a base line, in one measure. A goal is what it is to reach on a kind of record: the
 * least speed, or an array of two, for Node 20 and for later ones. `atMost` turns it round.
 */
export const figures = [
  figure('pino, in process', 'logsieve pino', 'plain pino', 'speed', {
    access: [1.1, 1.05],
    http: [1.4, 1.25],
    chat: [5, 4],
  }),
  figure('pino, in process', 'logsieve pino', 'pino redact, 20 paths', 'speed', { http: 3 }),
  figure('winston, `json()` alone', 'logsieve winston json', 'plain winston json', 'speed', {
    http: 1.2,
    chat: 4,
  }),
  figure('winston, `render: json()`', 'logsieve winston, render json', 'plain winston json', 'speed', {
    http: 1.2,
    chat: 4,
  }),
  figure(
    'winston, own transport',
    'logsieve winston json, own transport',
    'plain winston json, own transport',
    'speed',
  ),
  figure('winston, another `render`', 'logsieve winston, render', 'plain winston', 'speed'),
  figure('winston, another format', 'logsieve winston', 'plain winston', 'speed', { http: 0.8, chat: 0.8 }),
  figure('lines', 'logsieve lines (wasm)', 'lines, JSON.parse + stringify', 'speed'),
  figure('lines', 'logsieve lines (wasm)', 'lines, parse + redact + stringify', 'speed', {
    access: 10,
    http: 10,
    'http-text': 4,
    chat: 8,
  }),
  figure('lines', 'logsieve lines (wasm)', 'logsieve lines (js)', 'speed'),
  figure(
    'lines, many rules',
    'logsieve lines (wasm), 1,000 rules',
    'logsieve lines (wasm), 50 rules',
    'speed',
    {
      // 1.2 times the cost.
      http: 0.83,
    },
  ),
  // 1.15 times the time.
  figure('transport', 'logsieve transport', 'pino/file transport', 'wall', {
    access: 0.87,
    http: 0.87,
    chat: 0.87,
  }),
  ...['call, p50', 'call, p99', 'call, p99.9', 'main thread'].map((measure) =>
    figure('transport', 'logsieve transport', 'pino/file transport', measure),
  ),
  figure('transport', 'logsieve sealed transport', 'logsieve transport', 'wall'),
  ...['call, p50', 'call, p99', 'call, p99.9'].map((measure) =>
    figure('transport', 'logsieve sealed transport', 'logsieve transport', measure),
  ),
  // 1.1 times the cost.
  figure('transport', 'logsieve sealed transport', 'logsieve transport', 'main thread', {
    access: 0.91,
    http: 0.91,
    chat: 0.91,
  }),
  figure('bulk', 'redactFile, 2 processors', 'redactFile, 1 processor', 'wall', { http: 1.8 }),
  {
    ...figure('bulk', 'redactFile, 2 processors', '', 'resident, MB', { http: 200 }),
    atMost: true,
  },
  figure('conversations, whole', 'logsieve redact', 'JSON.stringify of the messages', 'speed'),
  figure('conversations, turn by turn', 'logsieve turn', 'JSON.stringify of the messages', 'speed'),
  // 1.15 times the cost.
  figure('conversations, further turns', 'logsieve turn, after more', 'logsieve turn, after 10', 'speed', {
    '100 turns': 0.87,
    '1,000 turns': 0.87,
  }),
  figure('conversations, stream', 'logsieve stream', 'JSON.stringify of each token', 'speed'),
  figure(
    'conversations, stream after 100 turns',
    'logsieve stream, after 100 turns',
    'JSON.stringify of each token',
    'speed',
  ),
  {
    ...figure(
      'conversations, stream after 100 turns',
      'logsieve stream, after 100 turns',
      '',
      'held, characters',
      {
        tokens: 512,
      },
    ),
    atMost: true,
  },
  // 1.15 times the cost.
  figure('conversation store', 'append to 10,000 messages', 'append to 10 messages', 'speed', { turn: 0.87 }),
  figure('conversation store', 'append to 10 messages', 'appendFile of the plain line', 'speed'),
  figure('encrypted values', 'encrypt', 'keep', 'speed'),
  figure('sealed log', 'createSealedLog', 'writeSync of the plain lines', 'speed'),
  {
    // 300 MB/s.
    ...figure('sealed log', 'createSealedLog', '', 'ms a frame', {
      '64 KiB': 0.218,
    }),
    atMost: true,
  },
  {
    // 500 MB/s.
    ...figure('sealed log', 'verifySealed', '', 'ms a MB', { '64 KiB': 2 }),
    atMost: true,
  },
  figure('memory, pino', 'logsieve pino', 'plain pino', 'allocation'),
  figure('memory, lines', 'logsieve lines (wasm)', 'lines, JSON.parse + stringify', 'allocation'),
];

/** The goal of a row under a major version of Node, and whether it is met; undefined where there is none. */
export function goalOf(row, major) {
  const found = figures.find((one) => isOf(one, row));
  const goals = found?.goals[row.record];
  if (goals === undefined) return undefined;
  const [older, newer = older] = [goals].flat();
  const limit = major < 22 ? older : newer;
  const isMet = found.atMost ? row.most <= limit : row.ratio.median >= limit;
  return { limit, isMet, text: `${found.atMost ? '≤' : '≥'} ${limit}` };
}

/** True for a row of this figure. */
export function isOf({ contender, against, measure }, row) {
  return row.contender === contender && row.against === against && row.measure === measure;
}

function figure(title, contender, against, measure, goals = {}) {
  return { title, contender, against, measure, goals };
}
