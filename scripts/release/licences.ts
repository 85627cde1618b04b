import { identity } from '../../src/app'
import type { Package } from './contents'
import type { Part } from './runtime-parts'

const rule = '-'.repeat(80)

/** The licences of everything in the binary that was written by others, as one text. */
export function writeLicences(packages: Package[], parts: Part[]): string {
  const runtime = parts.map(
    ({ name, version, licence, home }) => `${[name, version].filter(Boolean).join(' ')}: ${licence}, ${home}`,
  )
  return [
    `${identity.name} holds the work of others under the licences below.`,
    `The program is one executable with the runtime Bun. Bun links JavaScriptCore and tinycc, which are under the LGPL: their sources, and how to link Bun with changed ones, are at https://bun.com/docs/project/license. The sources of ${identity.name} build the program with any Bun.`,
    runtime.join('\n'),
    ...packages.map(describe),
  ].join(`\n\n${rule}\n\n`)
}

function describe({ name, version, licence, texts, home }: Package): string {
  const head = [`${name} ${version}`, licence, home].filter(Boolean).join('\n')
  return texts.length > 0 ? `${head}\n\n${texts.join('\n\n')}` : head
}
