import { features, identity } from '@/app'
import { demo } from '@/commands/demo'
import { runCommand } from '@/lib/server/command'
import { readMigrations } from '@/lib/server/migrate'

// bun run seed: what `capsule demo` does, for the file of the development (DATABASE_PATH, or ./capsule.db).

process.exitCode = await runCommand(['demo', ...process.argv.slice(2)], {
  identity,
  features,
  embedded: { version: 'development', pack: '', files: {}, migrations: readMigrations('migrations') },
  env: process.env,
  commands: {
    demo: {
      summary: 'fills a new file with a small company, to look around in',
      load: () => Promise.resolve(demo),
    },
  },
})
