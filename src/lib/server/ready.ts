import { dirname } from 'node:path'
import { shortSize } from '@/lib/size'
import * as words from '@/lib/words/running'
import { databaseReadiness } from './database-readiness'
import { database, transaction } from './db'
import { diskLevel } from './disk/disk-watch'
import { readFreeSpace } from './free-space'
import { instance, type Instance } from './instance'
import { describeError, log } from './log'
import { setSetting } from './settings'

/** Why requests should go elsewhere for now, in a sentence; null when nothing stands against them. It is quick and may throw. */
export type ReadyCheck = () => string | null

/** How old an answer may be, in milliseconds: whoever asks often does not make it write often. */
const FRESH_MS = 1000

const checks = new Set<ReadyCheck>()

/** Lets a part of the library say that it is not ready. Returns how to end it. */
export function addReadyCheck(check: ReadyCheck): () => void {
  checks.add(check)
  return () => void checks.delete(check)
}

type Answer = { at: number; reasons: string[] }

const answers = new WeakMap<Instance, Answer>()

/** What keeps the instance from serving well, most often nothing. Found out anew once a second at most. */
export function findUnready(now = Date.now()): string[] {
  const own = instance()
  const known = answers.get(own)
  if (known && now >= known.at && now - known.at < FRESH_MS) return known.reasons
  const reasons = [checkSpace, checkWrite, checkPages, ...checks].map(ask).filter((reason) => reason !== null)
  answers.set(own, { at: now, reasons })
  if (reasons.length > 0 && !known?.reasons.length) log('warn', 'not ready', { why: reasons.join(' ') })
  return reasons
}

function ask(check: ReadyCheck): string | null {
  try {
    return check()
  } catch (error) {
    log('error', 'a check of what is ready failed', { error: describeError(error) })
    return words.checkFailed
  }
}

function checkSpace(): string | null {
  const level = diskLevel()
  if (level === 'ample') return null
  const { free } = readFreeSpace(dirname(database().$client.filename))
  return words.diskUnready(level, shortSize(free))
}

/** A large file is looked through while it is served already. */
function checkPages(): string | null {
  const reason = databaseReadiness()
  return reason === null ? null : `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`
}

/** A real write, to the disk and all. */
function checkWrite(): string | null {
  try {
    transaction((tx) => setSetting(tx, 'ready_at', new Date().toISOString()))
    return null
  } catch (error) {
    log('error', 'the database cannot be written', { error: describeError(error) })
    return words.notWritable
  }
}
