import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A change to one file of the copy: what stands there must be found, or the copy would not be what it is called. */
export type Edit = { file: string; from: string; to: string }

const entry: Edit = {
  file: 'astro.config.mjs',
  from: "nodeWithEntry('./src/main.ts')",
  to: "node({ mode: 'standalone' })",
}

/** What people do who know nothing better: the session by Better Auth on each request, and each query built anew. */
export const unpreparedEdits: Edit[] = [
  {
    file: 'src/lib/server/middleware/session.ts',
    from: 'import { readSession,',
    to: "import { auth } from '../auth'\nimport { readSession,",
  },
  {
    file: 'src/lib/server/middleware/session.ts',
    from: '  const { actor, cookies } = readSession(context.request.headers)',
    to: '  await auth().api.getSession({ headers: context.request.headers })\n  const { actor, cookies } = readSession(context.request.headers)',
  },
  {
    file: 'src/lib/server/db.ts',
    from: '    const query = queries.get(client) ?? build(client)',
    to: '    const query = build(client)',
  },
]

/** Copies what git tracks or would track to `copy`, and builds it there on the entry that the adapter's package has. */
export async function buildStock(copy: string, edits: Edit[] = []): Promise<string> {
  const listed = Bun.spawnSync(['git', 'ls-files', '-coz', '--exclude-standard'])
  for (const path of listed.stdout.toString().split('\0').filter(Boolean)) cpSync(path, join(copy, path))
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  for (const edit of [entry, ...edits]) change(copy, edit)
  const build = Bun.spawn([process.execPath, '--bun', 'astro', 'build', '--silent'], {
    cwd: copy,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if ((await build.exited) !== 0) throw new Error('The stock copy could not be built.')
  return copy
}

function change(copy: string, { file, from, to }: Edit): void {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  if (!source.includes(from)) throw new Error(`${file} is not as this expects.`)
  writeFileSync(path, source.replace(from, to))
}
