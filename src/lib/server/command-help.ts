import type { CommandGroup, SubCommand } from './command'

/** The help of a name with commands under it: one line each. */
export function describeGroup(
  name: string,
  { summary, commands }: CommandGroup & { summary: string },
): string {
  const rows = Object.entries(commands).map(([own, command]): Row => [own, command.summary])
  return [
    `${name}: ${summary}`,
    `Usage: ${name} COMMAND`,
    align(rows),
    `${name} COMMAND --help says what one takes.`,
  ].join('\n\n')
}

/** The help of one command: how it is written, what each part means, an example. */
export function describeCommand(name: string, command: SubCommand): string {
  const options = Object.entries(command.options ?? {})
  const rows = [
    ...(command.arguments ?? []).map(({ name: own, about }): Row => [own, about]),
    ...options.map(([key, option]): Row => [writeOption(key, option), option.about]),
  ]
  const words = [
    ...(command.arguments ?? []).map((argument) =>
      argument.optional ? `[${argument.name}]` : argument.name,
    ),
    ...options.map(([key, option]) =>
      option.type === 'string' && option.needed ? writeOption(key, option) : `[${writeOption(key, option)}]`,
    ),
  ]
  return [
    `${name}: ${command.summary}`,
    ...(words.length > 0 ? [`Usage: ${[name, ...words].join(' ')}`, align(rows)] : []),
    `Example:\n  ${command.example}`,
  ].join('\n\n')
}

type Row = [word: string, about: string]

function writeOption(key: string, option: NonNullable<SubCommand['options']>[string]): string {
  return option.type === 'string' ? `--${key} ${option.value}` : `--${key}`
}

function align(rows: Row[]): string {
  const width = Math.max(...rows.map(([word]) => word.length)) + 2
  return rows.map(([word, about]) => `  ${word.padEnd(width)}${about}`).join('\n')
}
