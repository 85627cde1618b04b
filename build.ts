import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, extname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { identity } from './src/app'
import type { Embedded, Encoding, PackedFile } from './src/lib/server/embedded'
import { readMigrations } from './src/lib/server/migrate'
import packageJson from './package.json'

const root = import.meta.dir
const client = join(root, 'dist/client')
const server = join(root, 'dist/server')

// bun build.ts [--target=linux-arm64]... [--outfile=FILE]: one bundle, and a binary of it for each target. Other binaries
// that lie in dist/ stay there.
/** The folder of this build at the start of a path: the same letters inside a name are something else. */
const buildPath = new RegExp(`(["'\`]|file://)${RegExp.escape(root)}(?=[/"'\`])`, 'g')

const { values: flags } = parseArgs({
  options: {
    target: { type: 'string', multiple: true, default: [] },
    outfile: { type: 'string', default: `dist/${identity.command}` },
  },
})

const usual = `dist/${identity.command}`
const isUsual = flags.target.length === 0 && flags.outfile === usual
const stamp = isUsual ? readStamp() : null
const old = [client, server, ...(isUsual ? [join(root, usual), join(root, 'dist/.stamp')] : [])]
for (const place of old) await rm(place, { recursive: true, force: true })
await bundle()
await dropBuildPaths()
const packed = await packClientFiles()
await writeEmbedded(packed)
if (flags.target.length === 0) await compile(flags.outfile)
else for (const target of flags.target) await compile(nameFor(target), target)
if (stamp) await Bun.write(join(root, 'dist/.stamp'), stamp)

/** What scripts/run compares before it starts a binary; null where there is no bash or no git, and it never runs. */
function readStamp(): string | null {
  try {
    const script = '. scripts/stamp.sh && build_stamp "$1"'
    const { success, stdout } = Bun.spawnSync(['bash', '-euc', script, '-', Bun.version], { cwd: root })
    return success ? stdout.toString() : null
  } catch {
    return null
  }
}

/** Pages, endpoints and commands as one server bundle, with the client's files beside it. */
async function bundle(): Promise<void> {
  const { exited } = Bun.spawn([process.execPath, '--bun', 'astro', 'build'], {
    cwd: root,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if ((await exited) !== 0) throw new Error('astro build failed')
}

/** Astro writes the folder that it was built in into its output: nothing reads it there, and it is nobody's business. */
async function dropBuildPaths(): Promise<void> {
  for (const file of await listFiles(server)) {
    const path = join(server, file)
    const text = await Bun.file(path).text()
    const clean = text.replace(buildPath, `$1/${identity.command}`)
    if (clean !== text) await Bun.write(path, clean)
  }
}

/** Every client file, plain and compressed, one after the other in one file. */
async function packClientFiles(): Promise<Record<string, PackedFile>> {
  const files: Record<string, PackedFile> = {}
  const parts: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const name of (await listFiles(client)).sort()) {
    const bytes = await Bun.file(join(client, name)).bytes()
    const encodings: PackedFile['encodings'] = {}
    for (const [encoding, part] of encode(name, bytes)) {
      encodings[encoding] = { offset, length: part.byteLength }
      parts.push(part)
      offset += part.byteLength
    }
    files[`/${name}`] = {
      type: Bun.file(name).type,
      etag: new Bun.CryptoHasher('sha256').update(bytes).digest('base64url').slice(0, 22),
      immutable: name.startsWith('_astro/'),
      ...(extname(name) === '.html' && { policy: readPolicy(new TextDecoder().decode(bytes)) }),
      encodings,
    }
    report(`  /${name}`, encodings)
  }
  await Bun.write(join(server, 'client.pack'), new Blob(parts))
  return files
}

/** What Astro writes into a page that it renders ahead. */
function readPolicy(html: string): string {
  const [, policy] = /<meta http-equiv="content-security-policy" content="([^"]+)"/i.exec(html) ?? []
  if (policy === undefined) throw new Error('A prerendered page has no content security policy.')
  return policy.replaceAll('&#39;', "'")
}

type Encoded = [encoding: Encoding, bytes: Uint8Array<ArrayBuffer>]

/** Compressed only where that saves a tenth: a picture is compressed already. */
function encode(name: string, bytes: Uint8Array<ArrayBuffer>): Encoded[] {
  const plain: Encoded = ['identity', bytes]
  if (!/^\.(html|css|js|mjs|json|svg|txt|xml|webmanifest)$/.test(extname(name))) return [plain]
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  const gzip = gzipSync(bytes, { level: 9 })
  const encoded: Encoded[] = [
    ['br', new Uint8Array(br)],
    ['gzip', new Uint8Array(gzip)],
  ]
  return [plain, ...encoded.filter(([, part]) => part.byteLength < bytes.byteLength * 0.9)]
}

function report(name: string, encodings: PackedFile['encodings']): void {
  const sizes = Object.entries(encodings).map(([encoding, { length }]) => `${encoding} ${length}`)
  console.log(`${name.padEnd(48)}${sizes.join(', ')}`)
}

/** The module that the bundle knows as `#embedded`: package.json says where it lies. */
async function writeEmbedded(files: Record<string, PackedFile>): Promise<void> {
  const migrations = readMigrations(join(root, 'migrations'))
  const data: Omit<Embedded, 'pack'> = { version: packageJson.version, files, migrations }
  const lines = [
    "import { fileURLToPath } from 'node:url'",
    "import pack from './client.pack' with { type: 'file' }",
    `export const embedded = { ...${JSON.stringify(data)}, pack: fileURLToPath(new URL(pack, import.meta.url)) }`,
  ]
  await Bun.write(join(server, 'embedded.mjs'), `${lines.join('\n')}\n`)
  for (const { name, sql } of migrations) console.log(`  ${name.padEnd(46)}${sql.length}`)
}

/** The outfile as it was given; with several targets each name is added to it. */
function nameFor(target: string): string {
  return flags.target.length === 1 ? flags.outfile : `${flags.outfile}-${target}`
}

/** `target` is a platform such as `linux-arm64`; this machine's when it is left out. */
async function compile(name: string, target?: string): Promise<void> {
  const result = await Bun.build({
    entrypoints: [join(server, 'entry.mjs')],
    minify: true,
    bytecode: true,
    format: 'esm',
    // A start reads the bytecode of what it needs: in one piece all of it would be read.
    splitting: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    sourcemap: 'external',
    compile: {
      outfile: resolve(root, name),
      autoloadDotenv: false,
      autoloadBunfig: false,
      ...(target && { target: `bun-${target}` as Bun.Build.CompileTarget }),
    },
  })
  if (!result.success) throw new AggregateError(result.logs, 'compiling failed')
  // For Windows the compiler adds `.exe` to the name.
  const outfile = result.outputs.find(({ kind }) => kind === 'entry-point')?.path ?? resolve(root, name)
  await refuseBuildPaths(outfile)
  await putAside(
    result.outputs.filter(({ kind }) => kind === 'sourcemap').map(({ path }) => path),
    mapsOf(outfile),
  )
  const { size } = Bun.file(outfile)
  console.log(`${relative(root, outfile)}  ${(size / 1e6).toFixed(1)} MB${target ? ` for ${target}` : ''}`)
}

/** The folder of a binary's source maps, one for each chunk. */
function mapsOf(outfile: string): string {
  return `${outfile}.maps`
}

async function putAside(paths: string[], folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const path of paths) await rename(path, join(folder, basename(path)))
}

async function refuseBuildPaths(outfile: string): Promise<void> {
  const binary = Buffer.from(await Bun.file(outfile).arrayBuffer())
  const paths = ['"', "'", '`', 'file://'].map((before) => `${before}${root}/`)
  if (paths.some((path) => binary.includes(path)))
    throw new Error(`${basename(outfile)} holds the path of the folder that it was built in`)
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}
