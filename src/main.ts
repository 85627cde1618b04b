import { features, identity } from '@/app'
import { runCommand, type LazyCommand } from '@/lib/server/command'

/** Every command of the binary. A command's code is loaded when it runs, so that `version` does not wait for the rest. */
const commands: Record<string, LazyCommand> = {
  serve: { summary: 'serves the instance', load: async () => (await import('@/commands/serve')).serve },
  migrate: {
    summary: 'brings the database to this version',
    load: async () => (await import('@/commands/migrate')).migrate,
  },
  restore: {
    summary: 'puts a backup in the place of the database',
    load: async () => (await import('@/commands/restore')).restore,
  },
  user: { summary: 'looks after accounts', load: async () => (await import('@/commands/user')).user },
  mails: {
    summary: 'shows messages that hold a link',
    load: async () => (await import('@/commands/mails')).mails,
  },
  jobs: {
    summary: 'looks after the work in the background',
    load: async () => (await import('@/commands/jobs')).jobs,
  },
  audit: {
    summary: 'tells what was done on the instance',
    load: async () => (await import('@/commands/audit')).audit,
  },
  backup: {
    summary: 'makes a verified copy of everything',
    load: async () => (await import('@/commands/backup')).backup,
  },
  doctor: {
    summary: 'looks at everything around the instance, and says what to mend',
    load: async () => (await import('@/commands/doctor')).doctor,
  },
  healthcheck: {
    summary: 'asks the server on this machine whether it is ready',
    load: async () => (await import('@/commands/healthcheck')).healthcheck,
  },
  systemd: {
    summary: 'prints a unit for systemd',
    load: async () => (await import('@/commands/systemd')).systemd,
  },
  demo: {
    summary: 'fills a new file with a small company, to look around in',
    load: async () => (await import('@/commands/demo')).demo,
  },
  bench: {
    summary: 'measures what this machine can serve',
    load: async () => (await import('@/commands/bench')).bench,
  },
  config: {
    summary: 'shows what is in force, and where it comes from',
    load: async () => (await import('@/commands/config')).config,
  },
  'check-database': {
    summary: 'looks through the pages of a file',
    isInternal: true,
    load: async () => (await import('@/commands/check-database')).checkDatabase,
  },
  'copy-database': {
    summary: 'copies and verifies a database, for a backup',
    isInternal: true,
    load: async () => (await import('@/commands/copy-database')).copyDatabaseCommand,
  },
  version: { summary: 'prints the version', load: async () => (await import('@/commands/version')).version },
  help: { summary: 'lists the commands', load: async () => (await import('@/commands/help')).help },
}

const { embedded } = await import('#embedded')
process.exitCode = await runCommand(process.argv.slice(2), {
  identity,
  features,
  embedded,
  env: process.env,
  commands,
})
