import { mergeConfig } from 'vitest/config'
import base from './vitest.config'

/** Tests that look at the time: one file after the other, with nothing else beside them. */
export default mergeConfig(
  { ...base, test: {} },
  {
    test: {
      include: ['src/**/*.alone.test.ts'],
      fileParallelism: false,
      testTimeout: 300_000,
      env: { PROVOKE_FAULTS: 'off' },
    },
  },
)
