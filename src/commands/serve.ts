import { existsSync } from 'node:fs'
import { createAdminFromEnvironment, issueSetupToken } from '@/features/accounts/sign-up/setup.server'
import { warnOfOpenDoorWithoutMail } from '@/features/mails/mails.server'
import { hasAdmin } from '@/lib/server/admins'
import { openClientFiles } from '@/lib/server/client-files'
import { print, type Command, type Program } from '@/lib/server/command'
import { checkInBackground, expectCheck } from '@/lib/server/background-check'
import { assertFirstAdmin, readConfig } from '@/lib/server/config'
import { counters } from '@/lib/server/counters'
import { database } from '@/lib/server/db'
import { watchDisk } from '@/lib/server/disk/disk-watch'
import { instance } from '@/lib/server/instance'
import { startWorker } from '@/lib/server/jobs/worker'
import { listen } from '@/lib/server/listen/listener'
import { warnOfNoLimits } from '@/lib/server/limits/limits'
import { assertCanListen } from '@/lib/server/listen/place'
import { configureLog, describeError, log } from '@/lib/server/log'
import { backupFolder, damageOf } from '@/lib/server/newest-backup'
import { writeErrors } from '@/lib/server/metrics/error-days'
import { watchEventLoop } from '@/lib/server/metrics/event-loop'
import { addReadyCheck } from '@/lib/server/ready'
import { setMark } from '@/lib/server/running-mark'
import { readAddress, startInstance } from '@/lib/server/start'
import { openApp } from './astro-app'
import { greet } from './greeting'

/** How long requests and the job under way may take once the process was asked to stop; it is gone within ten seconds. */
const GRACE_MS = 8_000

/** How long the process may stay when everything is put away, so that what it printed gets out. */
const LINGER_MS = 250

/** What the jobs are made of is loaded only then: whoever waits for the start is answered first. */
const WORKER_AFTER_MS = 100

export const serve: Command = {
  example: 'PORT=8080 capsule serve',
  run: async (program) => {
    const config = readConfig(program.identity, program.env)
    configureLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT })
    if (!existsSync(config.DATABASE_PATH)) assertFirstAdmin(config)
    await assertCanListen(config)
    const stopped = nextStop()
    watchRejections()
    const { applied, isChecked, path, stop } = await startInstance({
      ...program,
      config,
      migrations: program.embedded.migrations,
    })
    instance().version = program.embedded.version
    watchEventLoop()
    let disk: ReturnType<typeof watchDisk> | undefined
    let check: ReturnType<typeof checkBeside> | undefined
    if (!isChecked) expectCheck()
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
      await Promise.race([stopped, Bun.sleep(WORKER_AFTER_MS)])
      const worker = await startWorker()
      addReadyCheck(() => (worker.isAlive() ? null : 'The worker of the jobs hangs.'))
      disk = watchDisk(path)
      if (!isChecked) check = checkBeside(path)
      const code = await Promise.race([stopped, ...(check ? [check.damaged] : [])])
      await Promise.all([listener.stop(GRACE_MS), worker.stop(GRACE_MS)])
      return code
    } finally {
      // It reads the file: while it does the log cannot be put away.
      await check?.end()
      disk?.stop()
      writeErrors()
      stop()
      leaveSoon()
    }
  },
}

/** What was left behind, such as a job that did not stop, must not keep the process. */
function leaveSoon(): void {
  setTimeout(() => process.exit(), LINGER_MS).unref()
}

/** Looks through a large file beside the server. `damaged` resolves, to the exit code, only when something is wrong with it. */
function checkBeside(path: string): { damaged: Promise<number>; end: () => Promise<unknown> } {
  const ending = new AbortController()
  const checking = checkInBackground({ path, signal: ending.signal })
  const findDamage = async (): Promise<number> => {
    const damage = await checking
    return damage === null ? new Promise(() => undefined) : tellOfDamage(path, damage)
  }
  return {
    damaged: findDamage(),
    end: () => {
      ending.abort()
      return checking
    },
  }
}

function tellOfDamage(path: string, reason: string): number {
  const { config, identity } = instance()
  const damage = { path, reason, wasServed: true }
  const { message, exitCode } = damageOf(damage, [backupFolder(config, path)], identity.applicationId)
  log('error', `${message} Stopping.`)
  return exitCode
}

async function open({ embedded }: Program) {
  const render = openApp()
  const files = await openClientFiles(embedded)
  if (!hasAdmin()) assertFirstAdmin(instance().config)
  await createAdminFromEnvironment()
  return listen({ files, render })
}

/**
 * Resolves to the exit code at the first reason to stop: a SIGTERM or SIGINT, or an exception that nobody caught, after
 * which nothing in memory can be trusted. A second one ends the process at once.
 */
function nextStop(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  let isStopping = false
  const stop = (code: number) => {
    if (isStopping) endAtOnce()
    isStopping = true
    // During the start nobody waits for the promise yet.
    if (code !== 0) process.exitCode = code
    resolve(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(0))
  process.on('uncaughtException', (error) => {
    counters.uncaughtExceptions += 1
    log('error', 'an exception that nobody caught: stopping', { error: describeError(error) })
    stop(1)
  })
  return promise
}

/** SQLite puts its log away in the end: without the mark of a stop the file would look as if it had been copied without one. */
function endAtOnce(): never {
  try {
    if (globalThis.runningInstance) setMark(database(), 'stopped')
  } catch (error) {
    log('warn', 'the database could not be marked as stopped', { error: describeError(error) })
  }
  process.exit(1)
}

/** A promise that nobody waited for failed: whoever did wait goes on, so this is logged and counted. */
function watchRejections(): void {
  process.on('unhandledRejection', (reason) => {
    counters.unhandledRejections += 1
    log('error', 'a promise that nobody waited for failed', { error: describeError(reason) })
  })
}
