import type { Figure } from '@/lib/figure'
import { showConfig } from '@/lib/server/config'
import { instanceName, registrationMode } from '@/lib/server/in-force'
import { instance } from '@/lib/server/instance'
import * as words from './words/report'

/** What whoever helps an operator wants to know, as text: versions, figures and the environment in force, secrets masked. */
export function writeReport(figures: readonly Figure[], now = new Date()): string {
  const { identity, version, config } = instance()
  return [
    words.head(identity.name, version, now.toISOString()),
    `Bun ${Bun.version}, ${process.platform}-${process.arch}`,
    '',
    ...table(figures.map(({ label, value, about }) => [label, about ? `${value} (${about})` : value])),
    '',
    ...table([...showConfig(config, identity, inForce()), [words.name, instanceName()]]),
  ].join('\n')
}

/** What the settings of the instance decide where the environment does not. */
function inForce(): ReadonlyMap<string, string> {
  return new Map([
    ['public_url', instance().address.origins[0]],
    ['registration', registrationMode()],
  ])
}

function table(rows: [name: string, value: string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
}
