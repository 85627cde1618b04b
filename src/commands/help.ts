import { print, type Command } from '@/lib/server/command'

export const help: Command = {
  example: 'capsule help',
  run: ({ identity, commands }) => {
    const shown = Object.entries(commands).filter(([, { isInternal }]) => !isInternal)
    const width = Math.max(...shown.map(([name]) => name.length)) + 2
    const rows = shown.map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`)
    return print(
      [
        `Usage: ${identity.command} [command]`,
        '',
        ...rows,
        '',
        `Without a command it serves. ${identity.command} config shows the environment that is in force.`,
      ].join('\n'),
    )
  },
}
