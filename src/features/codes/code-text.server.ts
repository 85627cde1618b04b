/** Crockford's base 32: no I, L, O and U, which are misread or spell things. Five bits a character. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Twelve characters, sixty bits: nobody comes upon one by trying. */
const LENGTH = 12

/** A new code out of random bytes, as it is read out and typed: `ABCD-EFGH-JKMN`. */
export function makeCode(bytes = crypto.getRandomValues(new Uint8Array(LENGTH))): string {
  return group(Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length)).join(''))
}

/** The code that somebody meant: case, spaces and dashes count for nothing, O is read as 0, I and L as 1. */
export function readCode(text: string): string {
  const plain = text
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return group(plain)
}

function group(plain: string): string {
  return plain.match(/.{1,4}/gs)?.join('-') ?? ''
}
