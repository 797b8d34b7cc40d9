import Transport from 'winston-transport';

/** A transport that keeps whatever it is given: the info with its symbols, as any transport could read it. */
export class MemoryTransport extends Transport {
  readonly infos: Record<string | symbol, unknown>[] = [];

  override log(info: Record<string | symbol, unknown>, next: () => void): void {
    this.infos.push(info);
    this.emit('logged', info);
    next();
  }

  /** What a transport would write. */
  get text(): string {
    return this.infos.map((info) => `${String(info[Symbol.for('message')])}\n`).join('');
  }
}
