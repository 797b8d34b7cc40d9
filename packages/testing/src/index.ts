export type { Canaries, Canary } from './canary.js';
export { capture, type Capture } from './capture/capture.js';
export { captureFiles } from './capture/capture-files.js';
export {
  captureOutput,
  type CaptureOutputOptions,
  type CommandOutput,
  type Service,
} from './capture/capture-output.js';
export type { Output } from './capture/output.js';
export { expectNoLeak, type ExpectOptions } from './expect-no-leak.js';
export { type LeakMatchers, type MatcherResult, matchers } from './matchers.js';
export { plant, type Planted, type PlantOptions } from './plant/plant.js';
export type { Sample } from './plant/sample.js';
export { type PolicyCase, policyCases, type PolicyCasesOptions } from './policy-cases.js';
export { findLeaks, type Leak } from './search/find-leaks.js';
