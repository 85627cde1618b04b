import { createApp } from 'astro/app/entrypoint'
import { createAdminFromEnvironment, issueSetupToken } from '@/features/accounts/setup.server'
import { openClientFiles } from '@/lib/server/client-files'
import { print, type Command, type Program } from '@/lib/server/command'
import { readConfig, type Config } from '@/lib/server/config'
import { listeningOrigin } from '@/lib/server/address'
import { instance } from '@/lib/server/instance'
import { listen } from '@/lib/server/listen'
import { configureLog, log } from '@/lib/server/log'
import { readAddress, startInstance } from '@/lib/server/start'

/** How long requests under way may take once the process was asked to stop. */
const GRACE_MS = 10_000

export const serve: Command = {
  example: 'PORT=8080 capsule serve',
  run: async (program) => {
    const config = readConfig(program.identity, program.env)
    configureLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT })
    const stopped = nextStopSignal()
    const { applied, stop } = startInstance({ ...program, config, migrations: program.embedded.migrations })
    try {
      const listener = await open(program)
      for (const name of applied) log('info', 'migration applied', { name })
      instance().address = readAddress(listener.port)
      print(greeting(program, config, listener.port))
      await stopped
      await listener.stop(GRACE_MS)
    } finally {
      stop()
    }
    return 0
  },
}

async function open({ embedded }: Program) {
  const app = createApp()
  loadPagesOnce(app.manifest)
  const files = await openClientFiles(embedded)
  await createAdminFromEnvironment()
  return listen({
    files,
    render: (request, options) => app.render(request, { ...options, addCookieHeader: true }),
  })
}

/** Astro imports a page's module anew for every request: kept, that takes 20 µs off each answer. */
function loadPagesOnce({ pageMap }: ReturnType<typeof createApp>['manifest']): void {
  for (const [path, load] of pageMap ?? []) {
    let module: ReturnType<typeof load> | undefined
    pageMap?.set(path, () => (module ??= load()))
  }
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

function greeting({ identity, embedded }: Program, config: Config, port: number): string {
  const address = listeningOrigin(config.HOST, port)
  const lines = [
    `${identity.name} ${embedded.version}`,
    `  file     ${config.DATABASE_PATH}`,
    `  address  ${address}`,
    ...setUpLines(config, address, port),
  ]
  return lines.join('\n')
}

function setUpLines({ HOST }: Config, address: string, port: number): string[] {
  const token = issueSetupToken()
  if (token === null) return []
  const isHere = HOST === '127.0.0.1' || HOST === 'localhost' || HOST === '::1'
  return [
    `  set up   ${address}/setup?token=${token}`,
    '',
    'Open the set-up link once, in a browser on this machine. On a box without a screen, from your own machine:',
    `  ssh -L ${port}:localhost:${port} you@this-box`,
    ...(isHere
      ? ['or let other machines in, and put its address in place of localhost:', '  HOST=0.0.0.0']
      : []),
  ]
}
