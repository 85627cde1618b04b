import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Command } from './command'

/** A command line that is not understood: answered with one line and 2. */
export class UsageError extends Error {}

/** What a command was called with. An option or argument that was left out is undefined. */
export type Input = {
  argument: (name: string) => string | undefined
  option: (name: string) => string | undefined
  flag: (name: string) => boolean
  /** The same for what the command declares as needed. */
  needed: (name: string) => string
}

/** The words after a command's name, by what it declares. Throws a UsageError for what it does not take. */
export function parseInput(name: string, args: string[], command: Command): Input {
  const { values, positionals } = split(args, command)
  const declared = command.arguments ?? []
  const tooMany = positionals[declared.length]
  if (tooMany !== undefined) throw new UsageError(`${name} does not take ${JSON.stringify(tooMany)}`)
  const words = new Map(declared.map((argument, place) => [argument.name, positionals[place]]))
  const read = (key: string) => words.get(key) ?? textOf(values[key])
  if (values['help'] !== true) assertComplete(name, command, read)
  return {
    argument: (key) => words.get(key),
    option: (key) => textOf(values[key]),
    flag: (key) => values[key] === true,
    needed: (key) => {
      const value = read(key)
      if (value === undefined) throw new Error(`${name} does not declare ${key} as needed.`)
      return value
    },
  }
}

function split(args: string[], command: Command) {
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } }
  for (const [key, { type }] of Object.entries(command.options ?? {})) options[key] = { type }
  try {
    return parseArgs({ args, options, allowPositionals: command.arguments !== undefined })
  } catch (cause) {
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split(/\. |\n/)
    throw new UsageError(reason.replace(/\.$/, ''), { cause })
  }
}

function assertComplete(name: string, command: Command, read: (key: string) => string | undefined): void {
  for (const argument of command.arguments ?? []) {
    if (!argument.optional && !read(argument.name))
      throw new UsageError(`${name} needs ${argument.name}, ${argument.about}`)
  }
  for (const [key, option] of Object.entries(command.options ?? {})) {
    if (option.type === 'string' && option.needed && !read(key))
      throw new UsageError(`${name} needs --${key} ${option.value}, ${option.about}`)
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
