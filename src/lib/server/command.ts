import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Feature } from '@/lib/feature'
import type { Identity } from '@/lib/identity'
import type { Embedded } from './embedded'
import { OperatorError } from './errors'

/** What every command is handed by `main.ts`. */
export type Program = {
  identity: Identity
  features: readonly Feature[]
  embedded: Embedded
  env: Record<string, string | undefined>
  commands: Record<string, LazyCommand>
}

/** One command: `run` returns the exit code. */
export type Command = {
  example: string
  options?: NonNullable<ParseArgsConfig['options']>
  run: (program: Program) => Promise<number> | number
}

/** The summary is at hand for `help`; the code is loaded when it is run. */
export type LazyCommand = { summary: string; load: () => Promise<Command> }

const USAGE = 2

/** Runs the command that `argv` names, `serve` when it names none. Every refusal is a sentence on stderr. */
export async function runCommand(argv: string[], program: Program): Promise<number> {
  try {
    const [name, rest] = splitName(argv)
    const lazy = Object.hasOwn(program.commands, name) ? program.commands[name] : undefined
    if (!lazy) throw usage(`unknown command ${JSON.stringify(name)}`, program)
    const command = await lazy.load()
    if (wantsHelp(rest, command, program))
      return print(`${program.identity.command} ${name}: ${lazy.summary}\n\n  ${command.example}`)
    return await command.run(program)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    process.stderr.write(`${program.identity.command}: ${error.message}\n`)
    return error.exitCode
  }
}

function splitName(argv: string[]): [name: string, rest: string[]] {
  const [first, ...rest] = argv
  if (first === '--help' || first === '-h') return ['help', rest]
  if (first === '--version' || first === '-v') return ['version', rest]
  return first === undefined || first.startsWith('-') ? ['serve', argv] : [first, rest]
}

function wantsHelp(args: string[], command: Command, program: Program): boolean {
  const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const
  try {
    return parseArgs({ args, options, allowPositionals: false }).values.help === true
  } catch (cause) {
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. ')
    throw usage(reason, program)
  }
}

function usage(reason: string, { identity }: Program): OperatorError {
  return new OperatorError(`${reason}; ${identity.command} help lists what there is.`, { exitCode: USAGE })
}

/** One line (or several) on stdout, for a command that has nothing more to do. */
export function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}
