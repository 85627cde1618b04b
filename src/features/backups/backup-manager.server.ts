import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/server/errors'
import { canManageBackups } from './backups.policy'

/** Who looks after backups: an admin of the instance, or the operator by a command. */
export type BackupManager = Actor | 'operator'

/** Throws `forbidden` for everybody else. */
export function assertManager(manager: BackupManager): void {
  if (manager !== 'operator' && !canManageBackups(manager)) throw new AppError('forbidden')
}
