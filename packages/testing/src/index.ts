export type { Canaries, Canary } from './canary.js';
export { expectNoLeak, type ExpectOptions } from './expect-no-leak.js';
export { findLeaks, type Leak } from './search/find-leaks.js';
export { plant, type Planted, type PlantOptions } from './plant/plant.js';
export type { Sample } from './plant/sample.js';
