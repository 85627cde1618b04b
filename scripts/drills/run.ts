import { parseArgs } from 'node:util'
import type { Drill } from './drill'
import { listDrills } from './list'

// bun run drills [NAME]... [--count N] [--short]: all drills, or those named, against dist/capsule; each prints its numbers.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string' }, short: { type: 'boolean', default: false } },
})
const drills = await chooseDrills(positionals)
let failed = 0
for (const drill of drills) failed += (await perform(drill)) ? 0 : 1
console.log(`\n${drills.length - failed} of ${drills.length} drills went well`)
process.exit(failed > 0 ? 1 : 0)

async function chooseDrills(names: string[]): Promise<Drill[]> {
  const all = await listDrills()
  const unknown = names.filter((name) => !all.some((drill) => drill.name === name))
  if (unknown.length > 0) {
    console.error(
      `There is no drill ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`,
    )
    process.exit(2)
  }
  return names.length > 0 ? all.filter(({ name }) => names.includes(name)) : all
}

/** True when nothing was wrong, or this machine cannot do it. */
async function perform(drill: Drill): Promise<boolean> {
  console.log(`\n== ${drill.name}: ${drill.summary}`)
  const obstacle = drill.obstacle?.() ?? null
  const count = Number(values.count ?? (values.short ? drill.count.short : drill.count.full))
  if (obstacle !== null || count === 0) {
    console.log(`left out: ${obstacle ?? 'it is not done in short'}`)
    return true
  }
  const start = performance.now()
  const { figures, faults } = await attempt(drill, count)
  console.log(`${drill.name}: ${figures} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
  for (const fault of faults) console.log(`  WRONG: ${fault}`)
  return faults.length === 0
}

async function attempt(drill: Drill, count: number) {
  try {
    return await drill.run({ count, say: (line) => console.log(`  ${line}`) })
  } catch (error) {
    return {
      figures: 'not finished',
      faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }
  }
}
