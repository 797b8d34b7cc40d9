/** A piece of memory that is written front to back, as it will lie from an address on. */
export interface Image {
  /** Room for so many bytes, on a multiple of 16; gives its address. */
  readonly reserve: (bytes: number) => number;
  readonly setByte: (address: number, value: number) => void;
  readonly setShort: (address: number, value: number) => void;
  readonly setNumber: (address: number, value: number) => void;
  readonly setDouble: (address: number, value: number) => void;
  /** Room for the bytes, and for as many zeros as reading them 16 at a time takes; gives the address. */
  readonly put: (bytes: Uint8Array) => number;
  /** All of it. */
  readonly bytes: () => Uint8Array;
}

/** Makes an empty one. */
export function createImage(base: number): Image {
  let view = new DataView(new ArrayBuffer(4096));
  let used = 0;
  const reserve = (bytes: number): number => {
    const at = used;
    used += Math.ceil(bytes / 16) * 16;
    if (used > view.byteLength) {
      const larger = new Uint8Array(2 * used);
      larger.set(new Uint8Array(view.buffer));
      view = new DataView(larger.buffer);
    }
    return base + at;
  };
  return {
    reserve,
    setByte: (address, value) => {
      view.setUint8(address - base, value);
    },
    setShort: (address, value) => {
      view.setUint16(address - base, value, true);
    },
    setNumber: (address, value) => {
      view.setUint32(address - base, value, true);
    },
    setDouble: (address, value) => {
      view.setFloat64(address - base, value, true);
    },
    put: (bytes) => {
      const address = reserve(bytes.length + 16);
      new Uint8Array(view.buffer).set(bytes, address - base);
      return address;
    },
    bytes: () => new Uint8Array(view.buffer, 0, used),
  };
}
