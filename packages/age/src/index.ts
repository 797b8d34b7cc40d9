export { AgeError, type AgeErrorCode } from './age-error.js';
export { createDecrypter, decrypt, type Decrypter, type FileParts, splitFile } from './decrypt.js';
export { encrypt } from './encrypt.js';
export { createEncrypter, type Encrypter, type EncrypterOptions } from './encrypter.js';
export { generateIdentity, parseRecipient, type Recipient, recipientOf } from './keys.js';
export { rewrap } from './rewrap.js';
