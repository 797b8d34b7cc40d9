/** A transport of pino that breaks once it has got something. */
import { Writable } from 'node:stream';

export default function open({ how, code, text }) {
  return new Writable({
    write() {
      if (how === 'exit') process.exit(code);
      setTimeout(() => {
        throw new Error(text);
      });
    },
  });
}
