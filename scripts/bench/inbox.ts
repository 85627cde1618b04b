import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { countNewResponses } from '@/features/forms/new-responses.server'
import { countArrivals } from '@/features/responses/arrivals.server'
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
    ['a search for a rare word', { q: 'garden' }],
    ['a search for a word in every response', { q: 'guest' }],
    ['a search for a beginning of as many words as there are responses', { q: 'gues' }],
    ['a search for a beginning of a thousandth of them', { q: `guest${String(rows).slice(0, -4)}` }],
    ['a search for one letter', { q: 'g' }],
    ['a search for three words in every response', { q: 'guest example org' }],
  ]
  for (const [what, query] of asks)
    console.log(`${what}: ${await time(() => listResponses(actor, form.id, ListResponses.parse(query)))}`)
  console.log(`what has arrived: ${await time(() => countArrivals(actor, form.id, {}))}`)
  console.log(`how many are new, for the sidebar: ${await time(async () => countNewResponses(actor))}`)
  const started = performance.now()
  const wait = monitorEventLoopDelay({ resolution: 1 })
  wait.enable()
  for (;;) {
    const { counted, isWhole } = await readResults(actor, form.id, {})
    const took = Math.round(performance.now() - started)
    console.log(`results after ${took} ms: ${counted.toLocaleString('en')}${isWhole ? ', all' : ' so far'}`)
    if (isWhole) break
  }
  console.log(`others waited for a step of it: ${(wait.max / 1e6).toFixed(0)} ms at most`)
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
