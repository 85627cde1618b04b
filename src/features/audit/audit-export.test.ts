// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { auditRows } from '@/test/audit'
import { buildWorkspace, openSession, useInstance } from '@/test/instance'
import { exportAudit } from './audit-export.server'
import { ExportAudit } from './audit.schema'

useInstance()

const noon = new Date('2026-01-01T12:00:00Z')
let admin: Member

beforeEach(() => {
  admin = { ...buildWorkspace().owner, isInstanceAdmin: true }
})

const write = (details: Record<string, string> = {}) =>
  transaction((tx) => writeAudit(tx, { action: 'account.renamed', actor: admin, details }, noon))

const read = (format: 'csv' | 'jsonl', words: Record<string, string> = {}) =>
  new Response(exportAudit(admin, ExportAudit.parse({ format, ...words }), noon).stream).text()

describe('a copy of the audit log', () => {
  it('is for admins of the instance in their own session, and leaves no row for others', () => {
    const { owner } = buildWorkspace()
    const acting = openSession(admin, { impersonatedBy: owner.accountId }).actor
    for (const stranger of [owner, acting])
      expect(() => exportAudit(stranger, ExportAudit.parse({}))).toThrow(
        expect.objectContaining({ code: 'forbidden' }),
      )
    expect(auditRows()).toEqual([])
  })
  it('refuses what it does not know', () => {
    expect(ExportAudit.safeParse({ format: 'xlsx' }).success).toBe(false)
    expect(ExportAudit.safeParse({ who: 'me' }).success).toBe(false)
  })
  it('holds each entry once, and that it was taken', async () => {
    for (let count = 0; count < 501; count += 1) write()
    const lines = (await read('jsonl')).trimEnd().split('\n')
    const entries = lines.map((line): unknown => JSON.parse(line))
    expect(entries).toHaveLength(502)
    expect(entries).toContainEqual(
      expect.objectContaining({ action: 'audit.exported', details: { format: 'jsonl', chosenBy: '' } }),
    )
  })
  it('goes by the same words as the list', async () => {
    write()
    expect(await read('jsonl', { action: 'account.banned' })).toBe('')
    expect((await read('jsonl', { action: 'account.renamed' })).trimEnd().split('\n')).toHaveLength(1)
  })
  it('makes no formula of what somebody called themselves', async () => {
    transaction((tx) => tx.run(`UPDATE user SET name = '=cmd|calc' WHERE id = '${admin.accountId}'`))
    write()
    const csv = await read('csv', { action: 'account.renamed' })
    expect(csv.startsWith('id,at,action,source,')).toBe(true)
    expect(csv).toContain(",'=cmd|calc,")
  })
})
