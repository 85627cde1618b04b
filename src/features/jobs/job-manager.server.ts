import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/server/errors'
import { canManageJobs } from './jobs.policy'

/** Who looks after jobs: an admin of the instance, or the operator by a command. */
export type JobManager = Actor | 'operator'

/** Throws `forbidden` for everybody else. */
export function assertManager(manager: JobManager): void {
  if (manager !== 'operator' && !canManageJobs(manager)) throw new AppError('forbidden')
}

/** Whom the audit log names. */
export function actorOf(manager: JobManager): Actor | null {
  return manager === 'operator' ? null : manager
}
