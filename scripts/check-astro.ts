import { check } from '@astrojs/check'

// The types of .astro files; vue-tsc knows those of .ts and .vue better. `astro check` is not used, because it ends
// with 0 when it cannot load its checker, and `astro-check` drops the first two of its arguments.

const hasFailed = await check({
  root: process.cwd(),
  tsconfig: 'tsconfig.astro.json',
  watch: false,
  minimumFailingSeverity: 'hint',
  minimumSeverity: 'hint',
  preserveWatchOutput: true,
})
process.exit(hasFailed === false ? 0 : 1)
