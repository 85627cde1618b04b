import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Eighty hashes take their time on a small or busy machine; what hangs is still found.
  test: { include: ['src/**/*.test.ts'], exclude: ['src/**/*.alone.test.ts'], testTimeout: 60_000 },
})
