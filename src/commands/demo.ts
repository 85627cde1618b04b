import { randomBytes } from 'node:crypto'
import { assertEmpty, makeCompany } from '@/features/demo/company.demo'
import { print, type Command } from '@/lib/server/command'
import { UsageError } from '@/lib/server/command-input'
import { readConfig } from '@/lib/server/config'
import { configureLog } from '@/lib/server/log'
import { startInstance } from '@/lib/server/start'

/** As many as make the pages look lived in. */
const usual = { notes: 400, responses: 3000 } as const

export const demo: Command = {
  example: 'DATABASE_PATH=./demo.db capsule demo && DATABASE_PATH=./demo.db capsule',
  options: {
    notes: { type: 'string', value: 'NUMBER', about: `how many notes; ${usual.notes} when left out` },
    responses: {
      type: 'string',
      value: 'NUMBER',
      about: `how many responses; ${usual.responses} when left out`,
    },
  },
  run: async ({ identity, features, embedded, env }, input) => {
    const notes = readCount('notes', input.option('notes'), usual.notes)
    const responses = readCount('responses', input.option('responses'), usual.responses)
    const config = readConfig(identity, env)
    configureLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT })
    const { stop } = await startInstance({ identity, features, config, migrations: embedded.migrations })
    try {
      assertEmpty()
      const email = config.ADMIN_EMAIL?.toLowerCase() ?? 'ada@example.org'
      const password = config.ADMIN_PASSWORD ?? randomBytes(12).toString('base64url')
      const { made } = await makeCompany({ email, password, notes, responses })
      return print(
        [
          `${config.DATABASE_PATH} holds a small company now: ${made.map(({ name, count }) => `${count.toLocaleString('en')} ${name}`).join(', ')}.`,
          `Start ${identity.command} and sign in:`,
          `  admin     ${email}`,
          '  member    lea@example.org',
          '  viewer    greta@example.org',
          `  password  ${config.ADMIN_PASSWORD ? 'yours, of ADMIN_PASSWORD' : `${password}   (everybody’s; it is not shown again)`}`,
        ].join('\n'),
      )
    } finally {
      stop()
    }
  },
}

function readCount(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise
  const count = Number(given)
  if (!/^\d+$/.test(given) || count > 100_000)
    throw new UsageError(`--${name} takes a whole number up to 100000, not ${JSON.stringify(given)}`)
  return count
}
