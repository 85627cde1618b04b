import { z } from 'zod'
import { setDatabaseReadiness } from './database-readiness'
import { log } from './log'
import { ownCommand } from './own-command'

/** The internal command that looks through a file and prints what it found as JSON: `{ "damage": string | null }`. */
export const CHECK_COMMAND = 'check-database'

const Finding = z.object({ damage: z.string().nullable() })

/**
 * Has the pages of a large file looked through by a child process, since it takes 8 ms a megabyte, and says meanwhile that
 * the database is not ready. Resolves to what is wrong, or null. `command` is how this program is started.
 */
export async function checkInBackground(path: string, command = ownCommand()): Promise<string | null> {
  setDatabaseReadiness('the database is still being looked through')
  const child = Bun.spawn([...command, CHECK_COMMAND, path], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, complaint] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ])
  const finding = Finding.safeParse(parse(output))
  if (!finding.success)
    log('error', 'the database could not be looked through', {
      code: await child.exited,
      says: complaint.slice(0, 500),
    })
  const damage = finding.success ? finding.data.damage : null
  setDatabaseReadiness(damage === null ? null : `the database is damaged (${damage})`)
  return damage
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
