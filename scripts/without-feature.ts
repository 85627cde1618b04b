import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { bunx, checkAstro, runCommand, runSteps, runVitest, type Count, type Step } from './steps'

// bun scripts/without-feature.ts <noun>: proves that a feature is a folder, its pages and its lines in src/app.ts.

/** Copies the repository, deletes the feature there, and checks what remains. Each step counts one. */
export async function withoutFeature(noun: string): Promise<Count> {
  const copy = mkdtempSync(join(tmpdir(), `capsule-without-${noun}-`))
  try {
    copyTree(copy)
    deleteFeature(noun, copy)
    return await runSteps(remaining(noun, copy))
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function remaining(noun: string, copy: string): Step[] {
  const named = (what: string) => `without ${noun}: ${what}`
  return [
    { name: named('types of .astro'), run: () => checkAstro(copy) },
    { name: named('types of .vue and .ts'), run: () => runCommand(bunx('vue-tsc', '--noEmit'), copy) },
    { name: named('unit tests'), run: async () => asOne(await runVitest(`without-${noun}`, [], copy)) },
    { name: named('build'), run: () => runCommand([process.execPath, 'build.ts'], copy) },
    {
      name: named('version'),
      needs: named('build'),
      run: () => runCommand(['dist/capsule', 'version'], copy),
    },
  ]
}

/** What git tracks or would track; the packages are linked. */
function copyTree(copy: string) {
  const listed = Bun.spawnSync(['git', 'ls-files', '-coz', '--exclude-standard'])
  if (!listed.success) throw new Error(`git could not list the files: ${listed.stderr.toString().trim()}`)
  for (const path of listed.stdout.toString().split('\0').filter(Boolean)) cpSync(path, join(copy, path))
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
}

/** Fails when something is not where a feature has it: then the shape of a feature has changed, and this check with it. */
function deleteFeature(noun: string, copy: string) {
  for (const pattern of [
    `src/features/${noun}`,
    `src/pages/${noun}*`,
    `src/pages/api/${noun}*`,
    `e2e/${noun}*`,
  ]) {
    const found = globSync(pattern, { cwd: copy })
    if (found.length === 0) throw new Error(`There is no ${pattern} to delete.`)
    for (const path of found) rmSync(join(copy, path), { recursive: true })
  }

  const app = join(copy, 'src/app.ts')
  const source = readFileSync(app, 'utf8')
  const line = new RegExp(`^import \\{ (\\w+) \\} from '@/features/${noun}/feature'\\n`, 'm')
  const name = line.exec(source)?.[1]
  if (!name) throw new Error(`src/app.ts does not import @/features/${noun}/feature.`)
  const list = /(features: Feature\[\] = \[)([^\]]*)(\])/
  const entries =
    list
      .exec(source)?.[2]
      ?.split(',')
      .map((entry) => entry.trim()) ?? []
  if (!entries.includes(name)) throw new Error(`src/app.ts does not list ${name} among the features.`)
  const others = entries.filter((entry) => entry !== name && entry !== '').join(', ')
  writeFileSync(app, source.replace(line, '').replace(list, `$1${others}$3`))
}

/** The tests of the copy are those of the original: they count as one check. */
function asOne({ failed }: Count): Count {
  return failed > 0 ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 }
}

if (import.meta.main) {
  const [noun] = process.argv.slice(2)
  if (!noun) throw new Error('Say which feature: bun scripts/without-feature.ts notes')
  const { passed, failed } = await withoutFeature(noun)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exit(failed > 0 ? 1 : 0)
}
