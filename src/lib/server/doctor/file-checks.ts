import { statSync } from 'node:fs'
import type { Finding } from '@/lib/finding'
import { readLastStop } from '../running-mark'
import type { Examined } from './examined'
import type { FileFacts } from './file-facts'

const MIB = 1024 * 1024

export function checkIntegrity({ identity }: Examined, { damage }: FileFacts): Finding {
  const name = 'integrity'
  if (damage === null)
    return { name, grade: 'good', says: 'Every page and every reference of the file is in order.' }
  return {
    name,
    grade: 'bad',
    says: `The file is damaged (${damage.replaceAll(/\s+/g, ' ')}).`,
    mend: `stop the server, then: ${identity.command} restore BACKUP`,
  }
}

/** Whether this binary can go on from what the file holds. */
export function checkSchema(_examined: Examined, { schema }: FileFacts): Finding {
  const name = 'schema'
  if ('refused' in schema)
    return {
      name,
      grade: 'bad',
      says: `This version cannot use the file: ${schema.refused}`,
      mend: 'start the version that last ran on it, or restore the copy that lies beside it',
    }
  if (schema.pending === 0) return { name, grade: 'good', says: 'The file is of this version.' }
  const steps = schema.pending === 1 ? 'one migration' : `${schema.pending} migrations`
  return {
    name,
    grade: 'good',
    says: `The next start brings the file to this version, by ${steps} and with a copy before.`,
  }
}

export function checkLog({ path }: Examined, isRunning: boolean): Finding {
  const name = 'log'
  const size = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
  if (!isRunning && readLastStop(path) === 'copied_live')
    return {
      name,
      grade: 'bad',
      says: 'This file was copied while its server ran, without the log: the newest changes are not in it.',
      mend: 'copy it once more after a clean stop, or take a backup',
    }
  if (size <= 128 * MIB)
    return { name, grade: 'good', says: `The write-ahead log has ${Math.ceil(size / MIB)} MiB.` }
  return {
    name,
    grade: 'warning',
    says: `The write-ahead log has ${Math.ceil(size / MIB)} MiB: something reads the file for very long.`,
    mend: 'end other programs that have the file open, or restart the server',
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
      says: `It is ${now.toISOString()} by the clock, but the newest entry in the file is of ${new Date(newest).toISOString()}.`,
      mend,
    }
  if (now.getUTCFullYear() < 2026)
    return { name, grade: 'bad', says: `It is not ${now.toISOString()}.`, mend }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return { name, grade: 'good', says: `It is ${now.toISOString()}; schedules follow ${zone}.` }
}

export function checkJobs({ identity }: Examined, { deadJobs, settings }: FileFacts): Finding {
  const name = 'jobs'
  const { command } = identity
  if (settings.has('jobs_held'))
    return {
      name,
      grade: 'warning',
      says: `Jobs and mail are held since ${settings.get('jobs_held')}.`,
      mend: `${command} jobs release`,
    }
  if (deadJobs)
    return {
      name,
      grade: 'warning',
      says: deadJobs === 1 ? 'One job was given up.' : `${deadJobs} jobs were given up.`,
      mend: `${command} jobs list --status dead, then: ${command} jobs retry --all`,
    }
  return { name, grade: 'good', says: 'No job was given up, and none is held.' }
}
