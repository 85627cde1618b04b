import { existsSync } from 'node:fs'
import type { Finding } from '@/lib/finding'
import { server as words } from '@/lib/words/doctor'
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
  if (!isRunning) return { name, grade: 'good', says: words.none }
  const { isReady, origin, reasons } = await askReadiness(config)
  if (isReady) return { name, grade: 'good', says: words.ready(origin) }
  if (isReady === null)
    return {
      name,
      grade: 'warning',
      says: words.silent(origin, reasons.join(' ')),
      mend: words.mendSilent,
    }
  return { name, grade: 'bad', says: words.notReady(origin, reasons.join(' ')) }
}
