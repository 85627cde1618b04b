import { statSync } from 'node:fs'
import type { Finding } from '@/lib/finding'
import { clock, file, jobs } from '@/lib/words/doctor'
import { readLastStop } from '../running-mark'
import type { Examined } from './examined'
import type { FileFacts } from './file-facts'

const MIB = 1024 * 1024

export function checkIntegrity({ identity }: Examined, { damage }: FileFacts): Finding {
  const name = 'integrity'
  if (damage === null) return { name, grade: 'good', says: file.whole }
  return {
    name,
    grade: 'bad',
    says: file.damaged(damage.replaceAll(/\s+/g, ' ')),
    mend: file.mendDamaged(identity.command),
  }
}

/** Whether this binary can go on from what the file holds. */
export function checkSchema(_examined: Examined, { schema }: FileFacts): Finding {
  const name = 'schema'
  if ('refused' in schema)
    return {
      name,
      grade: 'bad',
      says: file.refused(schema.refused),
      mend: file.mendRefused,
    }
  if (schema.pending === 0) return { name, grade: 'good', says: file.current }
  return {
    name,
    grade: 'good',
    says: file.pending(schema.pending),
  }
}

export function checkLog({ path }: Examined, isRunning: boolean): Finding {
  const name = 'log'
  const size = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
  if (!isRunning && readLastStop(path) === 'copied_live')
    return {
      name,
      grade: 'bad',
      says: file.copiedLive,
      mend: file.mendCopiedLive,
    }
  if (size <= 128 * MIB) return { name, grade: 'good', says: file.log(Math.ceil(size / MIB)) }
  return {
    name,
    grade: 'warning',
    says: file.longLog(Math.ceil(size / MIB)),
    mend: file.mendLongLog,
  }
}

/** A clock that runs behind what was written makes sessions last for ever; one far off makes certificates and codes fail. */
export function checkClock({ now }: Examined, facts: FileFacts | null): Finding {
  const name = 'clock'
  const mend = 'timedatectl set-ntp true'
  const newest = facts?.newestAt ?? 0
  if (newest > now.getTime() + 60_000)
    return {
      name,
      grade: 'bad',
      says: clock.behind(now.toISOString(), new Date(newest).toISOString()),
      mend,
    }
  if (now.getUTCFullYear() < 2026) return { name, grade: 'bad', says: clock.wrong(now.toISOString()), mend }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return { name, grade: 'good', says: clock.right(now.toISOString(), zone) }
}

export function checkJobs({ identity }: Examined, { deadJobs, settings }: FileFacts): Finding {
  const name = 'jobs'
  const { command } = identity
  if (settings.has('jobs_held'))
    return {
      name,
      grade: 'warning',
      says: jobs.held(settings.get('jobs_held') ?? ''),
      mend: `${command} jobs release`,
    }
  if (deadJobs)
    return {
      name,
      grade: 'warning',
      says: jobs.dead(deadJobs),
      mend: jobs.mendDead(command),
    }
  return { name, grade: 'good', says: jobs.good }
}
