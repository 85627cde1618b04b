import { checkDatabase } from '@/commands/check-database'
import { copyDatabaseCommand } from '@/commands/copy-database'
import { features, identity } from '@/app'
import { runCommand } from '@/lib/server/command'

// What development and tests start where the binary starts itself (src/lib/server/self.ts).

process.exitCode = await runCommand(process.argv.slice(2), {
  identity,
  features,
  embedded: { version: 'development', pack: '', files: {}, migrations: [] },
  env: process.env,
  commands: {
    'check-database': { summary: '', load: () => Promise.resolve(checkDatabase) },
    'copy-database': { summary: '', load: () => Promise.resolve(copyDatabaseCommand) },
  },
})
