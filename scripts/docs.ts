import { withTables } from '../src/test/operating-tables'

// bun scripts/docs.ts: writes the tables of docs/operating.md anew, after a variable or a limit has changed.

const path = 'docs/operating.md'
await Bun.write(path, withTables(await Bun.file(path).text()))
