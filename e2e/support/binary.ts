import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Subprocess } from 'bun'
import { afterAll } from 'vitest'

/** How long a start, a stop or a line of output may take before the test fails, in milliseconds. */
const patience = 15_000

/** Debian's `nobody`: as root, Capsule is started as this user, who owns nothing but its working folder. */
const stranger = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

const base = mkdtempSync(join(tmpdir(), 'capsule-e2e-'))
const started = new Set<Subprocess>()

/** Whatever a test leaves behind, running or on the disk, goes when its file ends. */
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await Promise.all([...started].map((child) => child.exited))
  rmSync(base, { recursive: true, force: true })
})

export type Launch = {
  /** The working folder, from `makeFolder()`; a new, empty one by default. */
  folder?: string
  /** What the environment holds besides PATH and HOME. PORT is 0, any free one, and RATE_LIMITS off, since all
   * journeys come from one address, unless they are given here. */
  env?: Record<string, string>
  /** Another program with its first arguments, run by the user of the tests; the copy of `dist/capsule` by default. */
  program?: string[]
  /** What stands on standard input; nothing by default. */
  input?: string
}

export type Finished = { code: number; stdout: string; stderr: string }

export type Capsule = {
  /** `http://localhost:PORT` (or https), without a slash at the end. */
  url: string
  pid: number
  folder: string
  /** Everything printed so far. */
  stdout(): string
  stderr(): string
  /** The one-time link that a start without an admin prints; waits until it is there. */
  setupLink(): Promise<string>
  /** The names of the files in the working folder, sorted. */
  files(): string[]
  /** Waits until standard error holds something. */
  printed(pattern: RegExp): Promise<void>
  /** Waits until it has ended by itself. Resolves to the exit code. */
  ended(): Promise<number>
  /** SIGTERM, as systemd stops a service. Resolves to the exit code. */
  stop(): Promise<number>
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
}

/** A new, empty folder outside the repository that belongs to the user who runs Capsule in these tests. */
export function makeFolder(): string {
  chmodSync(base, 0o755)
  const folder = mkdtempSync(join(base, 'folder-'))
  giveAway(folder)
  return folder
}

/** Hands a file or folder that a test made to the user who runs Capsule. */
export function giveAway(path: string): void {
  if (stranger.uid !== undefined) chownSync(path, stranger.uid, stranger.gid)
}

/** A new folder that holds a copy of a stopped Capsule's one file. */
export function copyDatabase({ folder: from }: Pick<Capsule, 'folder'>): string {
  const folder = makeFolder()
  copyFileSync(join(from, 'capsule.db'), join(folder, 'capsule.db'))
  giveAway(join(folder, 'capsule.db'))
  return folder
}

export function listFiles(folder: string): string[] {
  return readdirSync(folder).toSorted()
}

/**
 * Starts the server and resolves when it has printed its address. A start that ends instead throws, with all it
 * printed. Start again on `capsule.folder` (after a stop) or on a folder a file was copied to.
 */
export async function startCapsule(launch: Launch = {}): Promise<Capsule> {
  const folder = launch.folder ?? makeFolder()
  const run = spawn([], { ...launch, folder, env: { PORT: '0', RATE_LIMITS: 'off', ...launch.env } })
  // The address that people open stands before the one it listens on, where the two differ.
  const [, url = ''] = await run.stdout.find(/(?:address|listens) +(https?:\/\/localhost:\d+)\n(?! +listens)/)

  return {
    url,
    pid: run.child.pid,
    folder,
    stdout: () => run.stdout.text(),
    stderr: () => run.stderr.text(),
    setupLink: async () => {
      const [, path = ''] = await run.stdout.find(/(\/setup\?token=\S+)\s/)
      return url + path
    },
    files: () => listFiles(folder),
    printed: async (pattern) => void (await run.stderr.find(pattern)),
    ended: () => inTime(run.child.exited, () => `Capsule did not end.\n${run.printed()}`),
    stop: async () => {
      run.child.kill('SIGTERM')
      return inTime(run.child.exited, () => `Capsule did not stop.\n${run.printed()}`)
    },
    kill: async () => {
      run.child.kill('SIGKILL')
      await run.child.exited
    },
  }
}

/** Runs a command that ends by itself, such as `version`, or a start that is to be refused. */
export async function runCapsule(args: string[], launch: Launch = {}): Promise<Finished> {
  const run = spawn(args, { ...launch, folder: launch.folder ?? makeFolder() })
  const code = await inTime(
    run.child.exited,
    () => `capsule ${args.join(' ')} did not end.\n${run.printed()}`,
  )
  await Promise.all([run.stdout.ended, run.stderr.ended])
  return { code, stdout: run.stdout.text(), stderr: run.stderr.text() }
}

function spawn(args: string[], { folder, env, program, input }: Launch & { folder: string }) {
  const child = Bun.spawn([...(program ?? [copyBinary()]), ...args], {
    cwd: folder,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, ...env },
    stdin: input === undefined ? 'ignore' : new Blob([input]),
    stdout: 'pipe',
    stderr: 'pipe',
    ...(program ? {} : stranger),
  })
  started.add(child)
  void child.exited.then(() => started.delete(child))

  const printed = () => `stdout:\n${stdout.text()}\nstderr:\n${stderr.text()}`
  const stdout = collect(child.stdout, printed)
  const stderr = collect(child.stderr, printed)
  return { child, stdout, stderr, printed }
}

let binary: string | undefined

/** The compiled binary, copied to where no `node_modules` is in reach. */
/** The binary where the user who runs these tests can start it. */
export function copyBinary(): string {
  if (binary) return binary
  const built = resolve('dist/capsule')
  if (!existsSync(built)) throw new Error('There is no dist/capsule. Run: bun run build')
  chmodSync(base, 0o755)
  mkdirSync(join(base, 'bin'))
  binary = join(base, 'bin', 'capsule')
  copyFileSync(built, binary)
  chmodSync(binary, 0o755)
  return binary
}

/** Reads a stream to its end; `find` waits until its text matches, and throws when it ended or time is up. */
function collect(stream: ReadableStream<Uint8Array>, printed: () => string) {
  let text = ''
  let open = true
  let wake = Promise.withResolvers<void>()

  async function read() {
    const decoder = new TextDecoder()
    for await (const chunk of stream) {
      text += decoder.decode(chunk, { stream: true })
      wake.resolve()
      wake = Promise.withResolvers()
    }
    open = false
    wake.resolve()
  }

  async function find(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(text)
      if (found) return found
      if (!open) throw new Error(`Capsule ended without printing ${pattern}.\n${printed()}`)
      await inTime(wake.promise, () => `Capsule did not print ${pattern}.\n${printed()}`)
    }
  }

  return { text: () => text, find, ended: read() }
}

/** Fails with a sentence instead of waiting for ever. */
async function inTime<T>(promise: Promise<T>, complaint: () => string): Promise<T> {
  const deadline = Promise.withResolvers<never>()
  const timer = setTimeout(() => deadline.reject(new Error(complaint())), patience)
  try {
    return await Promise.race([promise, deadline.promise])
  } finally {
    clearTimeout(timer)
  }
}
