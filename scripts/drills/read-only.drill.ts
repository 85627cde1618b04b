import { chownSync, chmodSync, copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { needsRoot, type Drill, type Outcome } from './drill'
import { binary, inFolder, start, type Launch, type Running } from './support/capsule'
import { adminEnv } from './support/person'

/** Debian's `nobody`. */
const STRANGER = 65534

/** What support/visit.ts prints. */
const Visited = z.record(z.string(), z.int())

/** What may lie in the folder of a running server. */
const own = /^capsule\.db(-wal|-shm|-lock|-ballast)?$/

export const drill: Drill = {
  name: 'read-only',
  summary:
    'a read-only root, another user, no network, an empty folder: every page opens, only the database is written',
  count: { full: 1, short: 1 },
  obstacle: () => needsRoot() ?? refusedNamespace(),
  run: () => inFolder(confine),
}

function refusedNamespace(): string | null {
  const { success } = Bun.spawnSync(['unshare', '--mount', '--net', 'ip', 'link', 'set', 'lo', 'up'])
  return success ? null : 'this machine gives no namespaces, or has no iproute2'
}

async function confine(folder: string): Promise<Outcome> {
  const [data, free] = [join(folder, 'data'), join(folder, 'free')]
  for (const place of [data, free]) mkdirSync(place)
  chownSync(data, STRANGER, STRANGER)
  chmodSync(folder, 0o755)
  const program = join(folder, 'capsule')
  copyFileSync(binary(), program)
  chmodSync(program, 0o755)
  const elsewhere = await openPages({ folder: free, env: adminEnv })
  const faults: string[] = []
  const caged = await openPages(
    { folder: data, env: adminEnv, program: enclosed(program, data) },
    ['nsenter', '--net'],
    ({ pid }) => {
      if (!isRootReadOnly(pid)) faults.push('the root was not read-only after all')
      faults.push(...readdirSync(data).filter((name) => !own.test(name)))
    },
  )
  const left = readdirSync(data)
  if (left.join() !== 'capsule.db') faults.push(`it left ${left.join(', ')}`)
  for (const [path, status] of caged)
    if (status !== elsewhere.get(path))
      faults.push(`${path} was answered ${status}, and ${elsewhere.get(path)} elsewhere`)
  const opened = [...caged.values()].filter((status) => status === 200).length
  const figures = `${opened} pages opened by user ${STRANGER} without a writable root or a network, ${caged.size - opened} that want a link or an error answer as elsewhere`
  return { figures, faults }
}

/** Every page that needs no id, as an admin of a new server gets it: its status. */
async function openPages(
  launch: Launch,
  enter: string[] = [],
  look: (capsule: Running) => void = () => undefined,
) {
  const capsule = await start(launch)
  const visit = [process.execPath, resolve('scripts/drills/support/visit.ts'), capsule.url]
  const command = enter.length > 0 ? [...enter, `--target=${capsule.pid}`, ...visit] : visit
  const { stdout, stderr } = Bun.spawnSync(command)
  look(capsule)
  if ((await capsule.stop()) !== 0) throw new Error(`It did not stop cleanly: ${capsule.printed()}`)
  const visited = Visited.safeParse(parseJson(stdout.toString()))
  if (!visited.success) throw new Error(`The pages could not be visited: ${stderr.toString()}`)
  return new Map(Object.entries(visited.data))
}

function parseJson(text: string): unknown {
  return text === '' ? null : JSON.parse(text)
}

/**
 * A shell that makes every mounted file system read-only but the folder, becomes nobody, and is replaced by the program.
 * Of the network it has a loopback of its own, where the drill goes to see it.
 */
function enclosed(program: string, data: string): string[] {
  const script = [
    'ip link set lo up',
    'mount --make-rprivate /',
    'mount --bind "$2" "$2"',
    `awk '$2 != data { print $2 }' data="$2" /proc/mounts | while read -r place; do mount -o remount,bind,ro "$place" 2>/dev/null || true; done`,
    `exec setpriv --reuid=${STRANGER} --regid=${STRANGER} --clear-groups --no-new-privs "$1"`,
  ].join('\n')
  return ['unshare', '--mount', '--net', 'sh', '-euc', script, 'sh', program, data]
}

/** Asked of the process itself: the first mount point of its own list. */
function isRootReadOnly(pid: number): boolean {
  const { stdout } = Bun.spawnSync([
    'nsenter',
    `--target=${pid}`,
    '--mount',
    'sh',
    '-c',
    'touch /capsule-drill /tmp/capsule-drill 2>&1; true',
  ])
  return stdout.toString().split('Read-only file system').length === 3
}
