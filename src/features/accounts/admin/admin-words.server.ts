import type { z } from 'zod'
import { Email } from '@/lib/account-fields'
import { AppError, badInput } from '@/lib/server/errors'
import { BanAccount, CreateAccount, ListAccounts } from './admin.schema'
import { findAccountByEmail, type AccountRow } from '../find-account.server'
import * as faults from '../words/admin-faults'

/** What an operator typed, checked as the pages check it. Each throws `bad_input` for what cannot be used. */
export const readList = (words: Record<string, unknown>) => read(ListAccounts, words)
export const readNewAccount = (words: Record<string, unknown>) => read(CreateAccount, words)
export const readBan = (words: Record<string, unknown>) => read(BanAccount, words)

/** The account with an address as it was typed, or undefined. Throws `bad_input` for what is no address. */
export function findTyped(address: string): AccountRow | undefined {
  return findAccountByEmail(read(Email, address))
}

/** The same where there has to be one. Throws `not_found`. */
export function getTyped(address: string): AccountRow {
  const account = findTyped(address)
  if (!account) throw new AppError('not_found', faults.noAccountWith(address))
  return account
}

function read<S extends z.ZodType>(schema: S, words: unknown): z.output<S> {
  const parsed = schema.safeParse(words)
  if (!parsed.success) throw badInput(parsed.error)
  return parsed.data
}
