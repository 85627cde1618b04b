import { features, identity } from '@/app'
import { readConfig } from '@/lib/server/config'
import { openDatabase } from '@/lib/server/db'
import { migrate, readMigrations } from '@/lib/server/migrate'
import { useDatabase } from '@/lib/server/start'

// Loaded before the stock entry, which runs no command of ours: the middleware finds an instance, on the database of the measurement
// or on one in memory.
const client = openDatabase(process.env['BENCH_DATABASE'] ?? ':memory:', identity.applicationId)
migrate(client, readMigrations('migrations'))
useDatabase(client, { identity, features }, readConfig(identity, process.env))
