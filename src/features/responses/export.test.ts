// @vitest-environment node
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Member } from '@/lib/actor'
import * as exportRoute from '@/pages/api/forms/[id]/export'
import { auditRows } from '@/test/audit'
import { party } from '@/test/party'
import { useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { exportResponses } from './export.server'

useInstance()

describe('GET /api/forms/:id/export', () => {
  const take = async (as: Member, id: string, query: Record<string, string>) => {
    const { body, headers, status } = await send(exportRoute, 'GET', '/api/x', { as, params: { id }, query })
    expect(status).toBe(200)
    return { text: String(body ?? ''), headers }
  }
  const Lines = z.array(
    z.object({ id: z.string(), answers: z.record(z.string(), z.unknown()), submittedAt: z.string() }),
  )

  test('as CSV, read by a parser, holds what the JSON Lines hold, and no formula', async () => {
    const { owner, form } = await party()
    const nasty = [
      '=HYPERLINK("http://evil.example","x")',
      '+1',
      '-2',
      '@SUM(A1)',
      'a "quote", a comma\r\nand a line',
      '🥐 日本語',
      ' ',
    ]
    for (const name of nasty) form.add({ name, age: -5 })
    const csv = await take(owner, form.id, { format: 'csv' })
    const jsonl = await take(owner, form.id, { format: 'jsonl' })
    const { stream } = await exportResponses(owner, form.id, { format: 'csv', status: 'all' })
    expect((await new Response(stream).bytes()).subarray(0, 5)).toEqual(new TextEncoder().encode('\uFEFFId'))
    expect(csv.headers.get('content-disposition')).toContain('filename="Summer party.csv"')
    const rows = z
      .array(z.record(z.string(), z.string()))
      .parse(parse(csv.text, { bom: true, columns: true, record_delimiter: '\r\n' }))
    const lines = Lines.parse(
      jsonl.text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    )
    expect(rows).toHaveLength(10)
    const labels: Record<string, string> = { soup: 'Soup', cake: 'Cake', sat: 'Saturday', sun: 'Sunday' }
    const word = (value: unknown) => (typeof value === 'string' ? (labels[value] ?? value) : String(value))
    const cell = (value: unknown) => (value === undefined ? '' : [value].flat().map(word).join('; '))
    expect(
      rows.map((row) => [
        row['Id'],
        row['Submitted'],
        row['Your name']?.replace(/^'/, ''),
        row['Age'],
        row['Dish'],
        row['Days'],
      ]),
    ).toEqual(
      lines.map(({ id, submittedAt, answers }) => [
        id,
        submittedAt,
        ...['name', 'age', 'dish', 'days'].map((key) => cell(answers[key])),
      ]),
    )
    for (const row of rows) expect(row['Your name']).not.toMatch(/^[=+\-@]/)
    expect(auditRows('responses.exported')).toHaveLength(3)
  })

  test('holds what the filter shows, in batches too', async () => {
    const { owner, form } = await party()
    for (let place = 0; place < 450; place += 1) form.add({ name: `N${place}`, age: place })
    const { text } = await take(owner, form.id, { format: 'jsonl', filter: 'age:greater:99' })
    expect(text.trimEnd().split('\n')).toHaveLength(350)
    expect((await take(owner, form.id, { format: 'jsonl', filter: 'age:greater:999' })).text).toBe('')
  })
})
