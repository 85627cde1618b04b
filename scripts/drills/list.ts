import { globSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Drill } from './drill'

/** Every drill, by its name. */
export async function listDrills(): Promise<Drill[]> {
  const paths = globSync(resolve(import.meta.dirname, '*.drill.ts')).toSorted()
  const modules: { drill: Drill }[] = await Promise.all(paths.map((path) => import(path)))
  for (const [at, { drill }] of modules.entries()) {
    const name = basename(paths[at] ?? '', '.drill.ts')
    if (drill.name !== name) throw new Error(`${name}.drill.ts calls itself ${drill.name}.`)
  }
  return modules.map(({ drill }) => drill)
}
