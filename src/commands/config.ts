import { print, type Command } from '@/lib/server/command'
import { readConfig, showConfig } from '@/lib/server/config'

export const config: Command = {
  example: 'PORT=8080 capsule config',
  run: ({ identity, env }) => {
    const inForce = readConfig(identity, env)
    const rows = showConfig(inForce, identity)
    for (const problem of inForce.adminProblems ?? [])
      process.stderr.write(`Without an admin the start is refused: ${problem}\n`)
    return print(rows.map(([name, value]) => `${name.padEnd(16)}${value}`).join('\n'))
  },
}
