import { compilePolicy, createRedactor, parsePolicy } from '@logsieve/core';

/** logsieve with the detectors that a policy has unless it says otherwise, and with all there are. */
export const logsieveContenders = [
  {
    name: 'logsieve',
    package: undefined,
    note: 'detectors of the bundle `default`',
    create: () => redactorOf('default'),
  },
  {
    name: 'logsieve, all',
    package: undefined,
    note: 'detectors of the bundle `all`',
    create: createAll,
  },
];

function createAll() {
  try {
    return redactorOf('all');
  } catch {
    throw new Error('there is no bundle `all` yet');
  }
}

function redactorOf(bundle) {
  const policy = parsePolicy(JSON.stringify({ logsieve: 1, detectors: [bundle] }));
  const redactor = createRedactor(compilePolicy(policy));
  return (text) => redactor.redactText(text);
}
