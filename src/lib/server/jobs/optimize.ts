import type { JobHandler } from '@/lib/feature'
import { database } from '../db'

/** Lets SQLite renew what it knows of the tables that changed much: https://sqlite.org/pragma.html#pragma_optimize */
export const optimize: JobHandler = {
  schedule: '23 4 * * *',
  run: async () => {
    database().$client.run('PRAGMA optimize')
  },
}
