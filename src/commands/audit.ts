import { once } from 'node:events'
import { readFilter } from '@/features/audit/audit-words.server'
import { erasePerson, readAudit } from '@/features/audit/audit.server'
import { withInstance } from '@/lib/server/beside'
import { print, type CommandGroup, type SubCommand } from '@/lib/server/command'
import type { Input } from '@/lib/server/command-input'

const exportAll: SubCommand = {
  summary: 'prints what was done, one JSON object a line, the oldest first',
  example: 'capsule audit export --from 2026-01-01 --action account.signed_in',
  options: {
    from: {
      type: 'string',
      value: 'TIME',
      about: 'the first moment, such as 2026-01-31 or 2026-01-31T12:00:00Z',
    },
    to: { type: 'string', value: 'TIME', about: 'the first moment that is too late' },
    actor: { type: 'string', value: 'ID', about: 'only what this account did' },
    target: { type: 'string', value: 'ID', about: 'only what was done to this' },
    action: { type: 'string', value: 'ACTION', about: 'only this action, such as account.signed_in' },
  },
  run: (program, input) =>
    withInstance(program, async () => {
      for (const item of readAudit('operator', readFilter(wordsOf(input)))) {
        if (process.stdout.destroyed) break
        // A reader that is slower than the file must not make everything wait in memory.
        if (!process.stdout.write(`${JSON.stringify(item)}\n`)) await once(process.stdout, 'drain')
      }
      return 0
    }),
}

const erase: SubCommand = {
  summary: 'deletes names, addresses and values of a person, who asked for it; what was done stays',
  example: 'capsule audit erase 019b76da-a800-7000-8000-000000000000',
  arguments: [{ name: 'ID', about: 'the id of the account, which may be deleted already' }],
  run: (program, input) =>
    withInstance(program, async () => {
      const erased = await erasePerson('operator', input.needed('ID'))
      return print(`Erased what ${erased} ${erased === 1 ? 'entry says' : 'entries say'} of people.`)
    }),
}

function wordsOf(input: Input): Record<string, string | undefined> {
  return Object.fromEntries(
    ['from', 'to', 'actor', 'target', 'action'].map((name) => [name, input.option(name)]),
  )
}

/** What was done on the instance, for the operator: beside a running server or on a stopped instance. */
export const audit: CommandGroup = { commands: { export: exportAll, erase } }
