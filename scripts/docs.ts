import { withEnvironment } from '../src/test/environment-table'

// bun scripts/docs.ts: writes the table of the environment in docs/operating.md anew, after a variable has changed.

const path = 'docs/operating.md'
await Bun.write(path, withEnvironment(await Bun.file(path).text()))
