import { existsSync } from 'node:fs'
import { createAdminFromEnvironment, issueSetupToken } from '@/features/accounts/sign-up/setup.server'
import { warnOfOpenDoorWithoutMail } from '@/features/mails/mails.server'
import { hasAdmin } from '@/lib/server/admins'
import { openClientFiles } from '@/lib/server/client-files'
import { print, type Command, type Program } from '@/lib/server/command'
import { assertFirstAdmin, readConfig } from '@/lib/server/config'
import { instance } from '@/lib/server/instance'
import { startWorker } from '@/lib/server/jobs/worker'
import { listen } from '@/lib/server/listen/listener'
import { warnOfNoLimits } from '@/lib/server/limits/limits'
import { assertCanListen } from '@/lib/server/listen/place'
import { configureLog, log } from '@/lib/server/log'
import { readAddress, startInstance } from '@/lib/server/start'
import { openApp } from './astro-app'
import { greet } from './greeting'

/** How long requests and the job under way may take once the process was asked to stop. */
const GRACE_MS = 10_000

export const serve: Command = {
  example: 'PORT=8080 capsule serve',
  run: async (program) => {
    const config = readConfig(program.identity, program.env)
    configureLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT })
    if (!existsSync(config.DATABASE_PATH)) assertFirstAdmin(config)
    await assertCanListen(config)
    const stopped = nextStopSignal()
    const { applied, stop } = startInstance({ ...program, config, migrations: program.embedded.migrations })
    try {
      const listener = await open(program)
      for (const name of applied) log('info', 'migration applied', { name })
      instance().address = readAddress(listener.port)
      print(
        greet({
          title: `${program.identity.name} ${program.embedded.version}`,
          config,
          port: listener.port,
          origin: instance().address.origins[0],
          setupToken: issueSetupToken(),
        }),
      )
      warnOfOpenDoorWithoutMail()
      warnOfNoLimits()
      const worker = await startWorker()
      await stopped
      await Promise.all([listener.stop(GRACE_MS), worker.stop(GRACE_MS)])
    } finally {
      stop()
    }
    return 0
  },
}

async function open({ embedded }: Program) {
  const render = openApp()
  const files = await openClientFiles(embedded)
  if (!hasAdmin()) assertFirstAdmin(instance().config)
  await createAdminFromEnvironment()
  return listen({ files, render })
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function nextStopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      resolve()
    })
  }
  return promise
}
