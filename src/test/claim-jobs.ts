import { features, identity } from '@/app'
import { readConfig } from '@/lib/server/config'
import { openDatabase } from '@/lib/server/db'
import { runNextJob } from '@/lib/server/jobs/run'
import { useDatabase } from '@/lib/server/start'

/**
 * A worker in a process of its own: says that it is ready, waits for a word on standard input, then runs the jobs `count` of a file
 * until none is left, and prints which it had.
 */
const [path = ''] = process.argv.slice(2)
useDatabase(openDatabase(path, identity.applicationId), { identity, features }, readConfig(identity, {}))
process.stdout.write('ready\n')
await Bun.stdin.stream().getReader().read()

const mine: unknown[] = []
const handlers = { count: { run: async (payload: unknown) => void mine.push(payload) } }
while (await runNextJob(handlers, new Date()));
process.stdout.write(JSON.stringify(mine))
process.exit()
