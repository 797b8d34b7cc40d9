/** `generalize: "ip"` for IPv4 addresses in dotted decimal. */
import { HERE_CALL, HERE_WRITTEN } from './leaf';
import { putByte } from './state';

/** Writes the network in quotes. All but plain IPv4 addresses is for the host. */
export function writeNetwork(text: usize, length: u32, bits: u32): i32 {
  let address: u32 = 0;
  let parts: u32 = 0;
  let at = text;
  const end = text + length;
  while (true) {
    const start = at;
    let part: u32 = 0;
    while (at < end && <u32>load<u8>(at) - 48 < 10 && at - start < 3)
      part = part * 10 + (load<u8>(at++) - 48);
    const digits = at - start;
    // Leading zeros are read as octal by some.
    if (digits == 0 || part > 255 || (digits > 1 && load<u8>(start) == 48)) return HERE_CALL;
    address = (address << 8) | part;
    parts++;
    if (at == end) break;
    if (parts == 4 || load<u8>(at) != 46) return HERE_CALL;
    at++;
  }
  if (parts != 4) return HERE_CALL;
  const network = bits == 0 ? 0 : address & (~(<u32>0) << (32 - bits));
  putByte(34);
  for (let shift: i32 = 24; shift >= 0; shift -= 8) {
    putNumber((network >> shift) & 255);
    putByte(shift == 0 ? 47 : 46);
  }
  putNumber(bits);
  putByte(34);
  return HERE_WRITTEN;
}

/** Up to three digits. */
function putNumber(number: u32): void {
  if (number >= 100) putByte(48 + number / 100);
  if (number >= 10) putByte(48 + ((number / 10) % 10));
  putByte(48 + (number % 10));
}
