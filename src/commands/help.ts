import { print, type Command } from '@/lib/server/command'

export const help: Command = {
  example: 'capsule help',
  run: ({ identity, commands }) => {
    const rows = Object.entries(commands)
      .filter(([, { isInternal }]) => !isInternal)
      .map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
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
