export { type LoadOptions, loadPolicy } from './node/load-policy.js';
export { type OpenOptions, openRedactor } from './node/open-redactor.js';
export {
  openPolicy,
  type OpenPolicy,
  type OpenPolicyOptions,
  type Reload,
  type ReloadCounters,
} from './node/open-policy.js';
export { tellStderr } from './node/stderr.js';
export { checkOptions, wrongOption } from './node/options.js';
export { systemCode } from './node/system-code.js';
