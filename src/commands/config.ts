import { print, type Command } from '@/lib/server/command'
import { readConfig, showConfig } from '@/lib/server/config'

export const config: Command = {
  example: 'PORT=8080 capsule config',
  run: ({ identity, env }) => {
    const rows = showConfig(readConfig(identity, env), identity)
    return print(rows.map(([name, value]) => `${name.padEnd(16)}${value}`).join('\n'))
  },
}
