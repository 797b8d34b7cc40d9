import { describeVectors } from './check.js';
import { CORE_DRIVERS } from './drive-core.js';

describeVectors(CORE_DRIVERS);
