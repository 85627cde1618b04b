import { features, identity } from '@/app'
import { readConfig } from '@/lib/server/config'
import { openDatabase } from '@/lib/server/db'
import { runNextJob } from '@/lib/server/jobs/run'
import { useDatabase } from '@/lib/server/start'

/** A worker in a process of its own: runs the jobs `count` of a file until none is left, and prints which it had. */
const [path = '', begin = '0'] = process.argv.slice(2)
useDatabase(openDatabase(path, identity.applicationId), { identity, features }, readConfig(identity, {}))
await Bun.sleep(Math.max(0, Number(begin) - Date.now()))

const mine: unknown[] = []
const handlers = { count: { run: async (payload: unknown) => void mine.push(payload) } }
while (await runNextJob(handlers, new Date()));
process.stdout.write(JSON.stringify(mine))
