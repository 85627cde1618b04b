import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A package that is in the binary, with its licence and the texts that come with it. */
export type Package = { name: string; version: string; licence: string; texts: string[]; home?: string }

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  homepage: z.string().optional(),
})

/** Their style sheets and templates are in the output without a module of theirs. */
const withoutModules = ['tailwindcss']

/** The packages that the last build took in, by name: `dist/packages.json` is written by it. */
export function readPackages(): Package[] {
  const folders = z.array(z.string()).parse(JSON.parse(readFileSync('dist/packages.json', 'utf8')))
  const all = [...folders, ...withoutModules.map((name) => join('node_modules', name))].map(readPackage)
  const unique = new Map(all.map((found) => [`${found.name}@${found.version}`, found]))
  return [...unique.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

function readPackage(folder: string): Package {
  const { name, version, license, homepage } = Manifest.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  )
  const files = globSync('{LICENSE,LICENCE,license,licence,License,COPYING,NOTICE}*', {
    cwd: folder,
  }).toSorted()
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim())
  if (license === undefined && texts.length === 0) throw new Error(`${name} says nothing of its licence.`)
  return { name, version, licence: license ?? 'see its text', texts, ...(homepage && { home: homepage }) }
}
