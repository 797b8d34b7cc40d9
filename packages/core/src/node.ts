export { type LoadOptions, loadPolicy } from './node/load-policy.js';
export { type OpenOptions, openRedactor } from './node/open-redactor.js';
export { checkOptions, wrongOption } from './node/options.js';
