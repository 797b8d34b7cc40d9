import { type Handler, type Host, type Info, own } from './host.js';
import { EXCEPTIONAL, type Kind } from './record.js';

/**
 * Marks the infos that winston's handlers make of what nobody caught: message, stack, frames, `process.argv`. They
 * go through the policy like all others. To be called again when `configure` has made new handlers.
 */
export function ownHandlers(host: Host): void {
  ownHandler(host.exceptions, 'exception');
  ownHandler(host.rejections, 'rejection');
}

function ownHandler(handler: Handler, kind: Kind): void {
  const getAllInfo = handler.getAllInfo.bind(handler);
  own(handler, 'getAllInfo', (error: unknown) => {
    const info = infoOf(getAllInfo, error, kind);
    EXCEPTIONAL.set(info, kind);
    return info;
  });
}

/** What winston cannot look at is logged without a look: an exception in here would end the process. */
function infoOf(getAllInfo: Handler['getAllInfo'], error: unknown, kind: Kind): Info {
  try {
    return getAllInfo(error);
  } catch {
    return { level: 'error', error, [kind]: true };
  }
}
