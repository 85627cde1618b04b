import { existsSync } from 'node:fs'
import type { Program } from './command'
import { readConfig, type Config } from './config'
import { openDatabase } from './db'
import { OperatorError } from './errors'
import { instance, setInstance } from './instance'
import { LockedError } from './lock'
import { configureLog } from './log'
import { assertSameSchema, type Migration } from './migrate'
import { isBetween } from './restore/places'
import { followLinks, startInstance, useDatabase, type App } from './start'

type Opening = App & { config: Config; migrations: Migration[] }

/** The instance that a command works on: its own while nothing runs, else the running server's file beside it. */
export type Beside = { isRunning: boolean; stop: () => void }

/**
 * Opens the file for a command and makes it the running instance: with the lock, as `startInstance` does, or, while a
 * server holds that, by a second connection that changes no schema. Throws an OperatorError when there is no file, or
 * when the server's schema is not exactly this binary's.
 */
export async function openBeside(opening: Opening): Promise<Beside> {
  const path = followLinks(opening.config.DATABASE_PATH)
  if (!existsSync(path) && !isBetween(path))
    throw new OperatorError(`there is no ${path}. Start the server once, or set DATABASE_PATH to its file.`)
  const beside = await startOrJoin(path, opening)
  instance().isCommand = true
  return beside
}

/** Opens the file for as long as `work` takes: what a command's `run` is made of. */
export async function withInstance(
  { identity, features, embedded, env }: Program,
  work: (beside: Beside) => Promise<number> | number,
): Promise<number> {
  const config = readConfig(identity, env)
  configureLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT })
  const beside = await openBeside({ identity, features, config, migrations: embedded.migrations })
  try {
    return await work(beside)
  } finally {
    beside.stop()
  }
}

async function startOrJoin(path: string, opening: Opening): Promise<Beside> {
  try {
    return { isRunning: false, stop: (await startInstance(opening)).stop }
  } catch (error) {
    if (!(error instanceof LockedError)) throw error
    return { isRunning: true, stop: join(path, opening) }
  }
}

/** The server checkpoints and optimises; this connection only comes and goes. */
function join(path: string, { identity, features, config, migrations }: Opening): () => void {
  const client = openDatabase(path, identity.applicationId)
  const close = () => {
    setInstance(undefined)
    client.$client.close(true)
  }
  try {
    assertSameSchema(client, migrations)
    useDatabase(client, { identity, features }, config)
    return close
  } catch (error) {
    close()
    throw error
  }
}
