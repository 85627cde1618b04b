import { AppError } from '../errors'
import { instance, type Instance } from '../instance'
import { log } from '../log'
import { defaultLimits, parseLimits, type LimitName, type Limits, type Quota } from './classes'
import { Counter, type Standing } from './counter'

/** What the headers of an answer say of the limit that it was counted by. */
export type CountedBy = { name: LimitName; quota: Quota; standing: Standing }

type Counters = { limits: Limits; general: Counter; credentials: Counter }

const running = new WeakMap<Instance, Counters>()

/** Credentials have a map of their own, so that no flood of other keys makes their tries be forgotten. */
function counters(): Counters {
  const own = instance()
  const known = running.get(own)
  if (known) return known
  const { RATE_LIMITS } = own.config
  const limits = RATE_LIMITS === undefined ? defaultLimits() : parseLimits(RATE_LIMITS)
  const made = { limits, general: new Counter(), credentials: new Counter() }
  running.set(own, made)
  return made
}

/** True unless RATE_LIMITS is `off`, which covers growing delays too. */
export function areLimitsOn(): boolean {
  return counters().limits !== null
}

/** Says at the start that nothing is bounded. */
export function warnOfNoLimits(): void {
  if (areLimitsOn()) return
  log('warn', 'nothing is limited: passwords can be guessed without end', { fix: 'unset RATE_LIMITS' })
}

/** How many keys are remembered, for the metrics. */
export function countedKeys(): { general: number; credentials: number } {
  const { general, credentials } = counters()
  return { general: general.size, credentials: credentials.size }
}

/** How often one try was too many, by the class of limits, since the start. */
export function countedRefusals(): [name: string, count: number][] {
  return [...refusals]
}

const refusals = new Map<LimitName, number>()

/** Counts one try; null where there are no limits. The caller decides what one too many means. */
export function countTry(name: LimitName, subject: string, now = Date.now()): CountedBy | null {
  const { limits, general, credentials } = counters()
  if (!limits) return null
  const quota = limits[name]
  const counter = name === 'credential' ? credentials : general
  return { name, quota, standing: counter.count(`${name}:${subject}`, quota, now) }
}

/** Counts one try. Throws `limited`, with the seconds to wait, when there were too many. */
export function assertLimit(name: LimitName, subject: string, now = Date.now()): CountedBy | null {
  const counted = countTry(name, subject, now)
  if (!counted || counted.standing.allowed) return counted
  refusals.set(name, (refusals.get(name) ?? 0) + 1)
  const { retrySeconds } = counted.standing
  throw new AppError('limited', undefined, { retryAfter: retrySeconds, countedBy: counted })
}

/** Forgets the tries of somebody who has just proved who they are. */
export function forgetTries(name: LimitName, subject: string): void {
  const { general, credentials } = counters()
  const counter = name === 'credential' ? credentials : general
  counter.forget(`${name}:${subject}`)
}
