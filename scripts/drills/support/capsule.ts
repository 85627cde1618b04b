import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Subprocess } from 'bun'

/** How long a start or a stop may take, in milliseconds. */
const PATIENCE = 30_000

export type Launch = {
  folder: string
  env?: Record<string, string>
  /** The program with its first arguments, when it is not `dist/capsule` as it is. */
  program?: string[]
  /** How long the start may take, in milliseconds. */
  patience?: number
}

export type Running = {
  url: string
  pid: number
  folder: string
  /** What it printed so far, both streams. */
  printed: () => string
  /** SIGTERM; resolves to the exit code. */
  stop: () => Promise<number>
  /** SIGKILL. */
  kill: () => Promise<void>
  ended: Promise<number>
}

export type Finished = { code: number; stdout: string; stderr: string }

const started = new Set<Child>()

/** Works in a new, empty folder. Whatever happens, what was started is ended and the folder deleted after it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'capsule-drill-'))
  try {
    return await work(folder)
  } finally {
    for (const child of started) child.kill('SIGKILL')
    await Promise.all([...started].map((child) => child.exited))
    rmSync(folder, { recursive: true, force: true })
  }
}

export function binary(): string {
  const path = resolve('dist/capsule')
  if (!existsSync(path)) throw new Error('There is no dist/capsule. Run: bun run build')
  return path
}

/** Starts a server on a free port, without limits; resolves when it answers. A start that ends instead throws. */
export async function start({ folder, env = {}, program = [binary()], patience }: Launch): Promise<Running> {
  const child = spawn(program, folder, { PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'warn', ...env })
  const printed = collect(child)
  const url = await waitFor(() => findUrl(printed(), child), `Capsule did not start:\n${printed()}`, patience)
  return {
    url,
    pid: child.pid,
    folder,
    printed,
    ended: child.exited,
    stop: async () => {
      child.kill('SIGTERM')
      return child.exited
    },
    kill: async () => {
      child.kill('SIGKILL')
      await child.exited
    },
  }
}

/** Runs a command that ends by itself. */
export async function command(
  args: string[],
  { folder, env = {}, program = [binary()] }: Launch,
): Promise<Finished> {
  const child = spawn([...program, ...args], folder, env)
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ])
  return { code: await child.exited, stdout, stderr }
}

/** Asks again and again until there is something, which is returned. */
export async function waitFor<T>(
  find: () => T | null | undefined | Promise<T | null | undefined>,
  complaint: string,
  patience = PATIENCE,
): Promise<T> {
  const deadline = Date.now() + patience
  for (;;) {
    const found = await find()
    if (found !== null && found !== undefined) return found
    if (Date.now() > deadline) throw new Error(complaint)
    await Bun.sleep(20)
  }
}

type Child = Subprocess<'ignore', 'pipe', 'pipe'>

function spawn(program: string[], folder: string, env: Record<string, string>): Child {
  const child = Bun.spawn(program, {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: folder, ...env },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  started.add(child)
  void child.exited.then(() => started.delete(child))
  return child
}

function collect(child: Child): () => string {
  let text = ''
  const read = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder()
    for await (const chunk of stream) text += decoder.decode(chunk, { stream: true })
  }
  void read(child.stdout)
  void read(child.stderr)
  return () => text
}

function findUrl(text: string, child: Child): string | null {
  if (child.exitCode !== null || child.signalCode !== null)
    throw new Error(`Capsule ended at its start:\n${text}`)
  return /(?:address|listens) +(https?:\/\/localhost:\d+)\n(?! +listens)/.exec(text)?.[1] ?? null
}
