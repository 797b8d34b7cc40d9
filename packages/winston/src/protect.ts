import { countSinkFault } from './faults.js';
import { ownHandlers } from './handlers.js';
import { type Host, own, type Target } from './host.js';
import { ownMethods } from './methods.js';
import { STATE, type State } from './state.js';
import { guard } from './targets.js';

/** Takes the logger over: what enters it, what leaves it, and what `configure` makes anew. */
export function protect(host: Host, state: State): void {
  const { pipe, configure } = host;
  own(host, STATE, state);
  ownMethods(host, state);
  ownHandlers(host);
  for (const target of host.transports) guard(target, state);
  // Every way to a transport goes through here: add, configure, exception and rejection handlers, the application.
  own(host, 'pipe', function (this: Host | undefined, target: Target, ...rest: unknown[]) {
    guard(target, state);
    return pipe.call(this ?? host, target, ...rest);
  });
  own(host, 'configure', (options: unknown) => {
    try {
      configure.call(host, options);
    } finally {
      ownHandlers(host);
    }
  });
  // Without a listener, a broken sink would end the process.
  host.on('error', (error) => {
    countSinkFault(state.faults, error);
  });
}
