import { existsSync, statSync } from 'node:fs'
import type { Finding } from '@/lib/finding'
import { file as words } from '@/lib/words/doctor'
import type { Examined } from './examined'
import { checkBackups } from './backup-check'
import { checkAddress, checkLimits, checkProxy, checkSecrets } from './environment-checks'
import { checkClock, checkIntegrity, checkJobs, checkLog, checkSchema } from './file-checks'
import { readFileFacts, type FileFacts } from './file-facts'
import { checkDatabasePath, checkFileSystem, checkPermissions, checkSpace } from './place-checks'
import { checkServer, isServed } from './server-check'

/** What a check-up found, and what the file says of itself, for the checks of features. */
export type Examination = { findings: Finding[]; facts: FileFacts | null }

/**
 * Looks at the environment, the place and the file, beside a running server or not, with a database or none yet. Changes
 * nothing, and throws for nothing that it finds.
 */
export async function examine(examined: Examined): Promise<Examination> {
  const database = checkDatabasePath(examined)
  const isUsable = database.grade !== 'bad'
  const isThere = isUsable && existsSync(examined.path) && statSync(examined.path).size > 0
  const isRunning = isUsable && isServed(examined)
  const { facts, unreadable } = isThere ? read(examined) : { facts: null, unreadable: [] }
  return {
    facts,
    findings: [
      database,
      ...unreadable,
      ...(isUsable ? [checkFileSystem(examined), checkPermissions(examined), checkSpace(examined)] : []),
      checkClock(examined, facts),
      ...(facts
        ? [
            checkIntegrity(examined, facts),
            checkSchema(examined, facts),
            checkLog(examined, isRunning),
            checkJobs(examined, facts),
          ]
        : []),
      ...(isUsable ? [checkBackups(examined, facts)] : []),
      await checkServer(examined, isRunning),
      checkAddress(examined, facts),
      checkProxy(examined, facts),
      checkSecrets(examined),
      checkLimits(examined),
    ],
  }
}

function read({ path, migrations }: Examined): { facts: FileFacts | null; unreadable: Finding[] } {
  try {
    return { facts: readFileFacts(path, migrations), unreadable: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const says = words.unreadable(path, reason)
    return {
      facts: null,
      unreadable: [{ name: 'integrity', grade: 'bad', says, mend: words.mendUnreadable }],
    }
  }
}
