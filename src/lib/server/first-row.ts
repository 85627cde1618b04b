import type { SQL } from 'drizzle-orm'
import { database, type DatabaseClient, type Transaction } from './db'

/** The first row of a query that is written in SQL, by the names of its columns: Drizzle's own `get` leaves the names out. */
export function firstRow<T>(client: DatabaseClient | Transaction, query: SQL): T | undefined {
  return client.all<T>(query)[0]
}

/** What a query calls `count` in its one row; 0 without a row. */
export function countRows(query: SQL): number {
  return firstRow<{ count: number }>(database(), query)?.count ?? 0
}
