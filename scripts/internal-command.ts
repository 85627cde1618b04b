import { copyDatabaseCommand } from '@/commands/copy-database'
import { features, identity } from '@/app'
import { runCommand } from '@/lib/server/command'

// What development and tests start where the binary starts itself (src/lib/server/self.ts).

process.exitCode = await runCommand(process.argv.slice(2), {
  identity,
  features,
  embedded: { version: 'development', pack: '', files: {}, migrations: [] },
  env: process.env,
  commands: { 'copy-database': { summary: '', load: () => Promise.resolve(copyDatabaseCommand) } },
})
