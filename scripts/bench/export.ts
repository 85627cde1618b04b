import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportResponses } from '@/features/responses/export.server'
import { fillForm, openBench } from './responses'

// bun scripts/bench/export.ts [responses]: what an export of 100,000 rows needs of memory, and how long it takes.

const rows = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'capsule-bench-'))
try {
  const { actor, close } = openBench(join(folder, 'capsule.db'))
  const form = await fillForm(actor, rows)
  for (const format of ['csv', 'jsonl'] as const) {
    Bun.gc(true)
    const before = process.memoryUsage.rss()
    const started = performance.now()
    let most = before
    let bytes = 0
    const { stream } = await exportResponses(actor, form.id, { format, status: 'all' })
    for await (const chunk of stream) {
      bytes += chunk.byteLength
      most = Math.max(most, process.memoryUsage.rss())
    }
    const seconds = (performance.now() - started) / 1000
    console.log(
      `${format}: ${rows.toLocaleString('en')} rows, ${(bytes / 2 ** 20).toFixed(1)} MB in ${seconds.toFixed(1)} s, ${((most - before) / 2 ** 20).toFixed(1)} MB more memory at most`,
    )
  }
  close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
