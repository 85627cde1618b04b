import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { makeCompany } from '@/features/demo/company.demo'
import type { BenchQuestion } from '@/lib/feature'
import { measureAll } from '@/lib/server/bench/measure-all'
import { makeScratchFolder, scratchDatabase } from '@/lib/server/bench/scratch-folder'
import { print, type Command, type Program } from '@/lib/server/command'
import { UsageError } from '@/lib/server/command-input'
import { readConfig } from '@/lib/server/config'
import { OperatorError } from '@/lib/server/errors'
import { configureLog } from '@/lib/server/log'
import { followLinks, startInstance } from '@/lib/server/start'
import { stopSignal } from '@/lib/server/stop-signal'
import { describeMeasured } from './bench-words'

const SECONDS = 2

export const bench: Command = {
  example: 'DATABASE_PATH=/srv/capsule/capsule.db capsule bench',
  options: {
    seconds: {
      type: 'string',
      value: 'NUMBER',
      about: `how long each is measured; ${SECONDS} when left out`,
    },
    json: { type: 'boolean', about: 'as JSON' },
  },
  run: async (program, input) => {
    const milliseconds = readSeconds(input.option('seconds')) * 1000
    const config = readConfig(program.identity, program.env)
    configureLog({ level: 'error', format: config.LOG_FORMAT })
    const folder = makeScratchFolder(followLinks(config.DATABASE_PATH))
    const signal = stopSignal()
    try {
      tell(`Measuring in ${folder}, which is removed afterwards. Your data is not touched.`)
      const filled = await fill(program, scratchDatabase(folder))
      const says = (what: string) => tell(`  ${what}`)
      const { applicationId } = program.identity
      const measured = await measureAll({ folder, applicationId, ...filled, milliseconds, signal, says })
      if (input.flag('json')) return print(JSON.stringify(measured, null, 2))
      return print(describeMeasured(measured).join('\n'))
    } catch (error) {
      if (!signal.aborted) throw error
      throw new OperatorError('stopped. Nothing of it was kept.', { cause: error, exitCode: 130 })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** A small company in a file of its own, what its features would be asked about it, and who signs in there. */
async function fill({ identity, features, embedded }: Program, path: string) {
  const config = readConfig(identity, { DATABASE_PATH: path })
  const { stop } = await startInstance({ identity, features, config, migrations: embedded.migrations })
  try {
    const person = { email: 'ada@example.org', password: randomBytes(12).toString('base64url') }
    const { workspaces } = await makeCompany({ ...person, notes: 400, responses: 3000 })
    const questions: BenchQuestion[] = []
    const [shop] = workspaces
    for (const feature of features) {
      const list = await feature.bench?.()
      if (list && shop) questions.push(...(await list(shop)))
    }
    return { person, questions }
  } finally {
    stop()
  }
}

function readSeconds(given: string | undefined): number {
  if (given === undefined) return SECONDS
  const seconds = Number(given)
  if (!/^\d+(\.\d+)?$/.test(given) || seconds < 0.1 || seconds > 60)
    throw new UsageError(`--seconds takes a number from 0.1 to 60, not ${JSON.stringify(given)}`)
  return seconds
}

/** What is under way, beside what was found: a pipe gets that alone. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
