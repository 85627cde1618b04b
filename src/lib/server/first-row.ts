import type { SQL } from 'drizzle-orm'
import type { DatabaseClient, Transaction } from './db'

/** The first row of a query that is written in SQL, by the names of its columns: Drizzle's own `get` leaves the names out. */
export function firstRow<T>(client: DatabaseClient | Transaction, query: SQL): T | undefined {
  return client.all<T>(query)[0]
}
