import { print, type Command } from '@/lib/server/command'

export const version: Command = {
  example: 'capsule version',
  run: ({ identity, embedded }) =>
    print(
      `${identity.command} ${embedded.version} (Bun ${Bun.version}, ${process.platform}-${process.arch})`,
    ),
}
