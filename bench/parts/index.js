import { benchBulk } from './bulk.js';
import { benchConversations } from './conversations.js';
import { benchGrowth } from './growth.js';
import { benchInProcess } from './in-process.js';
import { benchMemory } from './memory.js';
import { benchSealed } from './sealed.js';
import { benchStore } from './store.js';
import { benchTransports } from './transport.js';

/**
 * The parts of the benchmark, in the order in which they run. Each takes the options and gives its `rows`, perhaps `plots`,
 * and why it was `skipped`, where it was.
 */
export const parts = {
  'in-process': benchInProcess,
  transport: benchTransports,
  memory: benchMemory,
  conversations: benchConversations,
  growth: benchGrowth,
  bulk: benchBulk,
  store: benchStore,
  sealed: benchSealed,
};

/** Those that have single contenders and kinds of records to choose from. */
export const CHOOSING = ['in-process', 'transport', 'memory'];
