import type { Feature } from '@/lib/feature'
import type { Identity } from '@/lib/identity'
import * as words from '@/lib/words/running'
import { describeCommand, describeGroup } from './command-help'
import { parseInput, UsageError, type Input } from './command-input'
import type { Embedded } from './embedded'
import { AppError, OperatorError } from './errors'
import { isOutOfSpace } from './sqlite-errors'

/** What every command is handed by `main.ts`. */
export type Program = {
  identity: Identity
  features: readonly Feature[]
  embedded: Embedded
  env: Record<string, string | undefined>
  commands: Record<string, LazyCommand>
}

/** An option: `about` is its line of the help, `value` what that line calls its value (`DATE`). */
export type CommandOption =
  { type: 'string'; value: string; about: string; needed?: boolean } | { type: 'boolean'; about: string }

/** A word that comes after the command's name, such as `ID`. Those that may be left out come last. */
export type CommandArgument = { name: string; about: string; optional?: boolean }

/** One command: `run` returns the exit code. Without `arguments` and `options` it takes none. */
export type Command = {
  example: string
  arguments?: CommandArgument[]
  options?: Record<string, CommandOption>
  run: (program: Program, input: Input) => Promise<number> | number
}

/** One of the commands under a name: `create` of `capsule user create`. */
export type SubCommand = Command & { summary: string }

/** A name with commands under it. It does nothing by itself. */
export type CommandGroup = { commands: Record<string, SubCommand> }

/**
 * The summary is at hand for `help`; the code is loaded when it is run. An internal one is for this program's own children,
 * and not listed.
 */
export type LazyCommand = { summary: string; isInternal?: true; load: () => Promise<Command | CommandGroup> }

const USAGE = 2
/** What a shell says of a program whose reader went away: 128 and the number of the signal. */
const SIGPIPE = 141

/** Runs the command that `argv` names, `serve` when it names none. Every refusal is a sentence on stderr. */
export async function runCommand(argv: string[], program: Program): Promise<number> {
  try {
    const [name, rest] = splitName(argv)
    if (name !== 'serve') process.stdout.off('error', leaveReaderAlone).on('error', leaveReaderAlone)
    const lazy = own(program.commands, name)
    if (!lazy) throw new UsageError(`unknown command ${JSON.stringify(name)}`)
    const loaded = await lazy.load()
    const { summary } = lazy
    if ('commands' in loaded) return await runSub(name, rest, { ...loaded, summary }, program)
    return await run(name, rest, { ...loaded, summary }, program)
  } catch (error) {
    return refuse(error, program)
  }
}

function splitName(argv: string[]): [name: string, rest: string[]] {
  const [first, ...rest] = argv
  if (first === '--help' || first === '-h') return ['help', rest]
  if (first === '--version' || first === '-v') return ['version', rest]
  if (first === undefined || first.startsWith('-')) return ['serve', argv]
  const [about, ...more] = rest
  const asksAboutOne = first === 'help' && about !== undefined && !about.startsWith('-')
  return asksAboutOne ? [about, [...more, '--help']] : [first, rest]
}

async function runSub(
  name: string,
  [first, ...rest]: string[],
  group: CommandGroup & { summary: string },
  program: Program,
): Promise<number> {
  if (first === '--help' || first === '-h')
    return print(describeGroup(`${program.identity.command} ${name}`, group))
  const there = Object.keys(group.commands).join(', ')
  if (first === undefined) throw new UsageError(`${name} needs one of ${there}`)
  const command = own(group.commands, first)
  if (!command) throw new UsageError(`${name} has no ${JSON.stringify(first)}, only ${there}`)
  return run(`${name} ${first}`, rest, command, program)
}

async function run(name: string, args: string[], command: SubCommand, program: Program): Promise<number> {
  const input = parseInput(name, args, command)
  if (!input.flag('help')) return command.run(program, input)
  return print(describeCommand(`${program.identity.command} ${name}`, command))
}

/**
 * `capsule jobs list | head`: whoever read has enough. What is written from then on goes nowhere, and the command ends as ever, so
 * that its file is closed. `capsule audit export > file` on a full disk: nothing more can be told to anybody.
 */
function leaveReaderAlone(error: Error): void {
  if (isClosedPipe(error)) return
  process.stderr.write(`${words.unprintable(error.message)}\n`)
  process.exit(1)
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

/** The sentence of a refusal on stderr, and its exit code. What is no refusal is thrown on. */
function refuse(error: unknown, { identity }: Program): number {
  if (isClosedPipe(error)) return SIGPIPE
  const say = (sentence: string) => process.stderr.write(`${identity.command}: ${sentence}\n`)
  if (error instanceof UsageError) {
    say(`${error.message}; ${identity.command} help lists what there is.`)
    return USAGE
  }
  if (error instanceof AppError && error.code !== 'internal') {
    say(error.issues?.map((issue) => issue.message).join(' ') ?? error.message)
    return 1
  }
  if (isOutOfSpace(error)) {
    say('the disk is full. Nothing was changed. Make room on the disk of the database, then try again.')
    return 1
  }
  if (!(error instanceof OperatorError)) throw error
  say(error.message)
  return error.exitCode
}

function own<T>(table: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** One line (or several) on stdout, for a command that has nothing more to do. */
export function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}
