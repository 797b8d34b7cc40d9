import type { Redactor } from '@logsieve/core';
import type { OpenPolicy } from '@logsieve/core/node';
import type { Faults } from './faults.js';
import type { Transform } from './host.js';

/** What protects one logger, with all its children and transports. */
export interface State {
  /** For transports without a profile of their own, and for whoever else listens. */
  readonly base: Redactor;
  /** By name of the transport. */
  readonly byTransport: ReadonlyMap<string, Redactor>;
  /** Each of the above once. */
  readonly redactors: readonly Redactor[];
  readonly render: Transform | undefined;
  /** The application said what the text of its records is to be. */
  readonly hasRender: boolean;
  readonly faults: Faults;
  /** What loads the policy anew. */
  readonly policy: OpenPolicy;
}

/** Where a logger keeps its state. Known to every copy of this package, so that none protects twice. */
export const STATE = Symbol.for('logsieve.winston.state');
