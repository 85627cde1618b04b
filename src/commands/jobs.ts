import { listJobs } from '@/features/jobs/job-list.server'
import { readList } from '@/features/jobs/job-words.server'
import { getHold, holdJobs, releaseJobs, reviveJobs, runJob } from '@/features/jobs/jobs.server'
import { withInstance } from '@/lib/server/beside'
import { print, type CommandGroup, type SubCommand } from '@/lib/server/command'
import { UsageError } from '@/lib/server/command-input'

const list: SubCommand = {
  summary: 'lists jobs: what is due first, or of those that were given up the latest',
  example: 'capsule jobs list --status dead',
  options: {
    status: {
      type: 'string',
      value: 'STATUS',
      about: 'only those that are waiting, running, scheduled or dead',
    },
    limit: { type: 'string', value: 'NUMBER', about: 'so many at most, 1 to 100; 20 when left out' },
    cursor: { type: 'string', value: 'CURSOR', about: 'goes on behind an earlier list, which printed it' },
    json: { type: 'boolean', about: 'one JSON object a line' },
  },
  run: (program, input) => {
    const words = {
      status: input.option('status'),
      limit: input.option('limit'),
      cursor: input.option('cursor'),
    }
    const query = readList(words)
    return withInstance(program, async () => {
      const { items, next } = await listJobs('operator', query)
      if (input.flag('json')) {
        for (const job of items) print(JSON.stringify(job))
        return 0
      }
      if (items.length === 0) return print('No such job.')
      for (const { id, status, runAt, attempts, kind, lastError } of items)
        print([id, status.padEnd(9), runAt, attempts, kind, lastError ?? ''].join('  ').trimEnd())
      return next === null ? 0 : print(`More: --cursor ${next}`)
    })
  },
}

const retry: SubCommand = {
  summary: 'lets a job run at once: one that was given up, or one that waits for its time',
  example: 'capsule jobs retry 019b76da-a800-7000-8000-000000000000',
  arguments: [{ name: 'ID', about: 'the id of the job', optional: true }],
  options: { all: { type: 'boolean', about: 'all that were given up' } },
  run: (program, input) => {
    const id = input.argument('ID')
    if ((id === undefined) === !input.flag('all'))
      throw new UsageError('jobs retry needs the ID of a job, or --all')
    return withInstance(program, async () => {
      if (id !== undefined) await runJob('operator', id)
      print(id === undefined ? sayRevived(await reviveJobs('operator')) : 'The job is due now.')
      const { heldSince } = await getHold('operator')
      if (heldSince === null) return 0
      return print(
        `Nothing runs yet: jobs and mail are held since ${heldSince}. Let them go by: ${program.identity.command} jobs release`,
      )
    })
  },
}

const hold: SubCommand = {
  summary: 'lets no job begin and no mail go out until they are released',
  example: 'capsule jobs hold',
  run: (program) =>
    withInstance(program, async () =>
      print((await holdJobs('operator')) ? 'Jobs and mail are held.' : 'Jobs and mail are held already.'),
    ),
}

const release: SubCommand = {
  summary: 'lets jobs run and mail go out again, after a restore or a hold',
  example: 'capsule jobs release',
  run: (program) =>
    withInstance(program, async () =>
      print((await releaseJobs('operator')) ? 'Jobs and mail are released.' : 'Jobs and mail were not held.'),
    ),
}

function sayRevived(count: number): string {
  if (count === 0) return 'No job was given up. Nothing was changed.'
  return count === 1 ? 'One job is due now.' : `${count} jobs are due now.`
}

/** The work in the background, for the operator: beside a running server or on a stopped instance. */
export const jobs: CommandGroup = { commands: { list, retry, hold, release } }
