import { print, type Command } from '@/lib/server/command'
import { readConfig } from '@/lib/server/config'
import { startInstance } from '@/lib/server/start'

export const migrate: Command = {
  example: 'DATABASE_PATH=./capsule.db capsule migrate',
  run: async ({ identity, features, embedded, env }) => {
    const config = readConfig(identity, env)
    const { applied, stop } = await startInstance({
      identity,
      features,
      config,
      migrations: embedded.migrations,
    })
    stop()
    const done = applied.length === 0 ? 'nothing to do' : `applied ${applied.join(', ')}`
    return print(`${config.DATABASE_PATH}: ${done}.`)
  },
}
