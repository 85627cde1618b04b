import { features, identity } from '@/app'
import { createAdminFromEnvironment, issueSetupToken } from '@/features/accounts/sign-up/setup.server'
import { warnOfOpenDoorWithoutMail } from '@/features/mails/mails.server'
import { print } from '@/lib/server/command'
import { readConfig } from '@/lib/server/config'
import { startWorker } from '@/lib/server/jobs/worker'
import { readMigrations } from '@/lib/server/migrate'
import { startInstance } from '@/lib/server/start'

/**
 * Opens the database for Astro's development server, with the migrations as they lie in the folder. Returns how to
 * close it again, which a restart of that server does first.
 */
export async function develop(env: Record<string, string | undefined>): Promise<() => void> {
  const config = readConfig(identity, env)
  const { stop } = await startInstance({
    identity,
    features,
    config,
    migrations: readMigrations('migrations'),
  })
  await createAdminFromEnvironment()
  const token = issueSetupToken()
  if (token) print(`Set up: http://localhost:${config.PORT}/setup?token=${token}`)
  warnOfOpenDoorWithoutMail()
  const worker = await startWorker()
  return () => {
    // A restart does not wait: the job under way keeps its lease and is tried again.
    void worker.stop(0)
    stop()
  }
}
