import { existsSync } from 'node:fs'
import { isShown, Announcement } from '@/lib/announcement'
import { print, type Command, type Program } from '@/lib/server/command'
import { readConfig, recordedKeys, showConfig } from '@/lib/server/config'
import { readDatabase } from '@/lib/server/db-read'
import { readRecorded } from '@/lib/server/recorded'

export const config: Command = {
  example: 'PORT=8080 capsule config',
  run: (program) => {
    const { identity, env } = program
    const inForce = readConfig(identity, env)
    for (const problem of inForce.adminProblems ?? [])
      process.stderr.write(`Without an admin the start is refused: ${problem}\n`)
    const recorded = findRecorded(inForce.DATABASE_PATH)
    const rows = [
      ...showConfig(inForce, identity, recorded).map(([name, value]) => ({
        name,
        value,
        from: originOf(name, env, recorded),
      })),
      ...listRecorded(program, recorded),
    ]
    const width = Math.max(...rows.map(({ value }) => value.length))
    return print(
      rows
        .map(({ name, value, from }) => `${name.padEnd(16)}${value.padEnd(Math.min(width, 48))}  ${from}`)
        .join('\n'),
    )
  },
}

/** Empty for a file that is not there yet, or that nothing can be read of: the environment is shown all the same. */
function findRecorded(path: string): ReadonlyMap<string, string> {
  if (!existsSync(path)) return new Map()
  try {
    return readDatabase(path, readRecorded)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(
      `The settings in ${path} cannot be read (${reason}). Shown is the environment alone.\n`,
    )
    return new Map()
  }
}

function originOf(name: string, env: Program['env'], recorded: ReadonlyMap<string, string>): string {
  if (env[name]) return 'environment'
  if (env[`${name}_FILE`]) return `${name}_FILE`
  return recorded.has(recordedKeys.get(name) ?? '') ? 'settings' : 'default'
}

/** What no variable sets. */
function listRecorded({ identity }: Program, recorded: ReadonlyMap<string, string>) {
  const name = recorded.get('name')
  const text = recorded.get('announcement')
  const announcement = text === undefined ? null : Announcement.parse(JSON.parse(text))
  return [
    { name: 'name', value: name ?? identity.name, from: name === undefined ? 'default' : 'settings' },
    {
      name: 'announcement',
      value: announcement
        ? `${announcement.text}${isShown(announcement, new Date()) ? '' : ' (not now)'}`
        : '(none)',
      from: announcement ? 'settings' : 'default',
    },
  ]
}
