import { generateRandomString } from 'better-auth/crypto'
import { z } from 'zod'
import { seal, unseal } from './totp.server'

const AMOUNT = 10
const Codes = z.array(z.string())

/** Ten codes of 59 bits each, as Better Auth's plugin writes them. */
export function makeBackupCodes(): string[] {
  return Array.from({ length: AMOUNT }, () => {
    const code = generateRandomString(10, 'a-z', '0-9', 'A-Z')
    return `${code.slice(0, 5)}-${code.slice(5)}`
  })
}

export function sealBackupCodes(codes: string[]): Promise<string> {
  return seal(JSON.stringify(codes))
}

/** The codes that were not used yet. */
export async function unsealBackupCodes(sealed: string): Promise<string[]> {
  return Codes.parse(JSON.parse(await unseal(sealed)))
}
