import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import * as words from '@/lib/words/running'
import { setDatabaseReadiness } from './database-readiness'
import { describeError, log } from './log'
import { ownCommand } from './own-command'

/** The internal command that looks through a file and prints what it found as JSON: `{ "damage": string | null }`. */
export const CHECK_COMMAND = 'check-database'

const Finding = z.object({ damage: z.string().nullable() })
type Finding = z.infer<typeof Finding>

type Checking = {
  path: string
  /** Ends it, and the child with it. */
  signal: AbortSignal
  /** How this program is started. */
  command?: string[]
  /** After how many milliseconds a check that came to no end is tried again; each time twice as many, up to an hour. */
  wait?: number
}

const LONGEST_WAIT = 60 * 60_000

/** Says that the database is not ready, from before anybody can ask until a check has come to its end. */
export function expectCheck(): void {
  setDatabaseReadiness(words.beingChecked)
}

/**
 * Has the pages of a large file looked through by a child process, since it takes 8 ms a megabyte, and says meanwhile that
 * the database is not ready. Resolves to what is wrong, or null when nothing is or the signal came. A child that is killed or
 * cannot look has found nothing: it is tried again until one comes to its end.
 */
export async function checkInBackground({ path, signal, command = ownCommand(), wait = 1000 }: Checking) {
  expectCheck()
  for (let next = wait; ; next = Math.min(2 * next, LONGEST_WAIT)) {
    const result = await look([...command, CHECK_COMMAND, path], signal)
    if (signal.aborted) return null
    if (typeof result !== 'string') {
      setDatabaseReadiness(result.damage === null ? null : words.checkedDamaged(result.damage))
      return result.damage
    }
    log('error', 'the database could not be looked through', { reason: result, againIn: `${next / 1000} s` })
    setDatabaseReadiness(words.notChecked(result))
    await sleep(next, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

/** What a child found, or why it came to no end. */
async function look(command: string[], signal: AbortSignal): Promise<Finding | string> {
  try {
    // It needs no secret of ours.
    const child = Bun.spawn(command, {
      env: {},
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGKILL',
    })
    const [output, complaint, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ])
    const finding = Finding.safeParse(parse(output))
    if (finding.success) return finding.data
    const last = complaint.trim().split('\n').at(-1)?.slice(0, 200)
    return last || `its process ended ${child.signalCode ? `by ${child.signalCode}` : `with ${code}`}`
  } catch (error) {
    return describeError(error)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
