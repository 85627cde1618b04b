import { print, type Command } from '@/lib/server/command'
import { findDamageBeside } from '@/lib/server/db-read'

/** For the server itself: looks through the pages of a file beside it. */
export const checkDatabase: Command = {
  example: 'capsule check-database capsule.db',
  arguments: [{ name: 'PATH', about: 'the file to look through' }],
  run: (_program, input) => print(JSON.stringify({ damage: findDamageBeside(input.needed('PATH')) })),
}
