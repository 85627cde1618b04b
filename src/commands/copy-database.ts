import { copyDatabase } from '@/lib/server/copy/copy-database'
import { print, type Command } from '@/lib/server/command'
import { removeSet } from '@/lib/server/restore/places'

/** What a server or a command starts for a backup. It answers in JSON, and ends when nobody waits for it any more. */
export const copyDatabaseCommand: Command = {
  example: 'capsule copy-database capsule.db .copy.db.partial-0123456789ab copy.db',
  arguments: [
    { name: 'FROM', about: 'the database' },
    { name: 'PARTIAL', about: 'where the copy lies while it is made' },
    { name: 'TO', about: 'where it lies once it was verified' },
  ],
  run: async (_program, input) => {
    const parent = process.ppid
    const order = { from: input.needed('FROM'), partial: input.needed('PARTIAL'), to: input.needed('TO') }
    try {
      print(JSON.stringify(await copyDatabase(order, () => process.ppid === parent)))
      return 0
    } catch (error) {
      // Whoever asked for it would do so as well, but may have been killed.
      removeSet(order.partial)
      print(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }))
      return 1
    }
  },
}
