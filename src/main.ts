import { createApp } from 'astro/app/entrypoint'
const app = createApp()
const embedded = await import('#embedded')
Bun.serve({ port: 4399, fetch: (r) => app.render(r, { addCookieHeader: true }) })
console.log('up', Object.keys(embedded.files).length, performance.now())
