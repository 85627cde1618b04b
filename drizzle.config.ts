import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './src/lib/server/schema',
  out: './migrations',
  dbCredentials: { url: process.env['DATABASE_PATH'] || './capsule.db' },
})
