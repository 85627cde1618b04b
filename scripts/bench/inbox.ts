import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listResponses } from '@/features/responses/response-list.server'
import { ListResponses } from '@/features/responses/responses.schema'
import { readResults } from '@/features/responses/results.server'
import { fillForm, openBench } from './responses'

// bun scripts/bench/inbox.ts [responses]: how long the first page of an inbox takes with a million responses of one form.

const rows = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'capsule-bench-'))
try {
  const { actor, close } = openBench(join(folder, 'capsule.db'))
  const form = await fillForm(actor, rows)
  console.log(`${rows.toLocaleString('en')} responses of one form`)
  const asks: [string, Record<string, string>][] = [
    ['first page', {}],
    ['by status', { sort: 'status' }],
    ['oldest first', { sort: 'submitted' }],
    ['one status', { status: 'done' }],
    ['a filter that a third passes', { filter: 'dish:equal:soup' }],
    ['a filter that nobody passes', { filter: 'name:equal:nobody' }],
    ['sorted by a question', { sort: 'name' }],
    ['a search', { q: 'garden' }],
  ]
  for (const [what, query] of asks)
    console.log(`${what}: ${await time(() => listResponses(actor, form.id, ListResponses.parse(query)))}`)
  const started = performance.now()
  const results = await readResults(actor, form.id, {})
  console.log(
    `results of the newest ${results.counted.toLocaleString('en')}: ${Math.round(performance.now() - started)} ms, in steps`,
  )
  close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The median and the longest of fifty, after a few to warm up. */
async function time(ask: () => Promise<unknown>): Promise<string> {
  for (let turn = 0; turn < 5; turn += 1) await ask()
  const times: number[] = []
  for (let turn = 0; turn < 50; turn += 1) {
    const started = performance.now()
    await ask()
    times.push(performance.now() - started)
  }
  times.sort((one, other) => one - other)
  return `${times[25]?.toFixed(2)} ms, at most ${times.at(-1)?.toFixed(2)} ms`
}
