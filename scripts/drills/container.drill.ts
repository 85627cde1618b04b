import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { needsRoot, type Drill, type Outcome } from './drill'
import { binary, command, inFolder, start } from './support/capsule'
import { adminEnv, signIn, writeNote } from './support/person'

/** What the base image holds of the libraries that the binary asks for. */
const inBase = /^(libc|libm|libdl|libpthread|librt|libresolv|ld-linux-[a-z0-9-]+)\.so\.\d+$/

export const drill: Drill = {
  name: 'container',
  summary:
    'what the Dockerfile puts together, run in a root of its own: serves, is found healthy, stops by its signal',
  count: { full: 1, short: 1 },
  obstacle: () => needsRoot() ?? refusedMounts(),
  run: () => inFolder(contain),
}

function refusedMounts(): string | null {
  const { success } = Bun.spawnSync(['unshare', '--mount', 'mount', '--make-rprivate', '/'])
  return success ? null : 'this machine gives no mount namespace'
}

async function contain(folder: string): Promise<Outcome> {
  const { user, environment, entrypoint, check, data } = readDockerfile()
  const libraries = layOut(folder, entrypoint, data, user)
  const faults = libraries
    .filter((path) => !inBase.test(path.split('/').at(-1) ?? ''))
    .map((path) => `${path} is not in the base image`)
  if (user.split(':').some((id) => !/^[1-9]\d*$/.test(id))) faults.push(`it would run as ${user}`)
  const into = (program: string[]) => enclosed(folder, user, program)
  const env = { ...environment, ...adminEnv, HOME: data }
  const capsule = await start({ folder, env, program: into([entrypoint]) })
  const id = await writeNote(await signIn(capsule.url), 'from a container')
  if (id === null) faults.push('a note was not taken')
  const own = { ...env, PORT: new URL(capsule.url).port }
  const healthy = await command(check.slice(1), { folder, env: own, program: into(check.slice(0, 1)) })
  if (healthy.code !== 0) faults.push(`it was found unhealthy: ${healthy.stdout}${healthy.stderr}`)
  if ((await capsule.stop()) !== 0) faults.push('it did not stop cleanly')
  const after = await command(check.slice(1), { folder, env: own, program: into(check.slice(0, 1)) })
  if (after.code === 0) faults.push('it was found healthy after it had stopped')
  const left = readdirSync(join(folder, data))
  if (left.join() !== 'capsule.db') faults.push(`it left ${left.join(', ')}`)
  return {
    figures: `user ${user}, ${libraries.length} libraries of the base image, healthy while it ran`,
    faults,
  }
}

/** In a root of its own, with the devices and the list of processes that a container has. */
function enclosed(folder: string, user: string, program: string[]): string[] {
  const script = [
    'mount --make-rprivate /',
    'mount --rbind /proc "$1/proc"',
    'mount --rbind /dev "$1/dev"',
    'root=$1 user=$2',
    'shift 2',
    'exec chroot --userspec="$user" "$root" "$@"',
  ]
  return ['unshare', '--mount', 'sh', '-euc', script.join('\n'), 'sh', folder, user, ...program]
}

/** What the last stage says. */
function readDockerfile() {
  const text = readFileSync('Dockerfile', 'utf8')
  const last = text.slice(text.lastIndexOf('\nFROM '))
  const find = (pattern: RegExp) => {
    const found = pattern.exec(last)?.[1]
    if (found === undefined) throw new Error(`The Dockerfile says nothing like ${pattern}.`)
    return found
  }
  const words = (list: string) => [...list.matchAll(/"([^"]+)"/g)].map(([, word = '']) => word)
  const pairs = find(/^ENV (.+)$/m).split(' ')
  return {
    user: find(/^USER (\S+)$/m),
    data: find(/^WORKDIR (\S+)$/m),
    environment: Object.fromEntries(
      pairs.map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']),
    ),
    entrypoint: words(find(/^ENTRYPOINT (\[.+\])$/m))[0] ?? '',
    check: words(find(/^HEALTHCHECK .*CMD (\[.+\])$/m)),
  }
}

/** The binary, the libraries that it asks for, the folder of the data, and nothing else. */
function layOut(folder: string, entrypoint: string, data: string, user: string): string[] {
  chmodSync(folder, 0o755)
  const { stdout } = Bun.spawnSync(['ldd', binary()])
  const libraries = [...stdout.toString().matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path = '']) => path)
  copyInto(folder, binary(), entrypoint)
  for (const path of libraries) copyInto(folder, path, path)
  const [uid = 0, gid = 0] = user.split(':').map(Number)
  for (const place of ['proc', 'dev', data]) mkdirSync(join(folder, place))
  chownSync(join(folder, data), uid, gid)
  return libraries
}

function copyInto(folder: string, from: string, to: string): void {
  mkdirSync(dirname(join(folder, to)), { recursive: true })
  copyFileSync(from, join(folder, to))
  chmodSync(join(folder, to), 0o755)
}
