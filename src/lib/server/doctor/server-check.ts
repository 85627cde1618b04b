import { existsSync } from 'node:fs'
import type { Finding } from '@/lib/finding'
import type { Config } from '../config'
import { askReadiness } from '../ask-readiness'
import { LockedError, lockFile } from '../lock'
import type { Examined } from './examined'

/** True while a server has the file. */
export function isServed({ path }: Examined): boolean {
  if (!existsSync(`${path}-lock`)) return false
  try {
    lockFile(path).release()
    return false
  } catch (error) {
    return error instanceof LockedError
  }
}

export async function checkServer({ config }: { config: Config }, isRunning: boolean): Promise<Finding> {
  const name = 'server'
  if (!isRunning) return { name, grade: 'good', says: 'No server runs on the file.' }
  const { isReady, origin, reasons } = await askReadiness(config)
  if (isReady) return { name, grade: 'good', says: `It answers at ${origin} and is ready.` }
  if (isReady === null)
    return {
      name,
      grade: 'warning',
      says: `A server has the file, but none answers at ${origin} (${reasons.join(' ')}).`,
      mend: 'run this with the environment of the server: the same HOST, PORT and TLS_CERT',
    }
  return { name, grade: 'bad', says: `It answers at ${origin}, but is not ready: ${reasons.join(' ')}` }
}
