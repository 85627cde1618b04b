import { LockedError, lockFile } from '@/lib/server/lock'
import { databasePath } from './backup-places.server'

/**
 * Holds the right to make backups of this instance until the returned function is called, or returns null while another
 * process or another job has it. The system gives it back when its holder dies, however it dies.
 */
export function takeMakerLock(): (() => void) | null {
  try {
    return lockFile(`${databasePath()}-backup`).release
  } catch (error) {
    if (!(error instanceof LockedError)) throw error
    return null
  }
}
