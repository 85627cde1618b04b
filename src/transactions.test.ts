// @vitest-environment node
import { globSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { expect, test } from 'vitest'
import { findWriters } from './test/transactions'

const services = globSync(['src/features/**/*.server.ts', 'src/lib/server/**/*.ts'])
  .map((path) => path.split(sep).join('/'))
  .filter((path) => !path.endsWith('.test.ts'))

test('what a service function changes, it changes in one transaction', () => {
  const writers = services.flatMap((path) => findWriters({ path, source: readFileSync(path, 'utf8') }))
  const divided = writers.filter(({ transactions, loose }) => transactions.length + loose > 1)
  const complaints = divided.map(
    ({ path, name }) => `${path} ${name} writes in several steps: put them into one transaction()`,
  )

  expect(writers.length).toBeGreaterThan(30)
  expect(complaints).toEqual([])
})

test.each([
  ['two transactions', 'transaction((tx) => a(tx))\n  transaction((tx) => b(tx))'],
  ['a write beside one', 'transaction((tx) => a(tx))\n  database().delete(notes).run()'],
  ['two writes without one', 'database().insert(a).values({}).run()\n  database().update(b).set({}).run()'],
])('%s in one function are found', (_name, body) => {
  const source = `export function change() {\n  ${body}\n}\n`
  const [writer] = findWriters({ path: 'src/features/x/x.server.ts', source })

  expect(writer && writer.transactions.length + writer.loose).toBe(2)
})
