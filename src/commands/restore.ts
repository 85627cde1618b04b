import { print, type Command } from '@/lib/server/command'
import { readConfig } from '@/lib/server/config'
import { configureLog } from '@/lib/server/log'
import { inspectRestore, restoreDatabase, type Finding } from '@/lib/server/restore/restore-database'
import { describeFinding } from './restore-words'

export const restore: Command = {
  example: 'capsule restore /srv/backup/capsule-monday.db --dry-run',
  arguments: [{ name: 'FILE', about: 'the backup to restore; it stays as it is' }],
  options: {
    'dry-run': {
      type: 'boolean',
      about: 'only shows what is in it and what would be lost, beside a running server too',
    },
    'live-copy': {
      type: 'boolean',
      about: 'takes a file that was copied while its server ran, without what was in its log',
    },
  },
  run: async ({ identity, features, embedded, env }, input) => {
    const config = readConfig(identity, env)
    configureLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT })
    const asked = {
      identity,
      features,
      config,
      migrations: embedded.migrations,
      file: input.needed('FILE'),
      acceptsLiveCopy: input.flag('live-copy'),
    }
    const say = (found: Finding) => void print(describeFinding(found))
    if (input.flag('dry-run')) {
      inspectRestore(asked, say)
      return print('Nothing was changed.')
    }
    const aside = await restoreDatabase(asked, say)
    return print(
      [
        `Restored.${aside === null ? '' : ` What was there lies at ${aside}; delete it when nobody needs it.`}`,
        'Everybody is signed out. Jobs and mail are held until an admin releases them:',
        `  ${identity.command} jobs release`,
      ].join('\n'),
    )
  },
}
