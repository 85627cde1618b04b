// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findBrokenArrows } from './test/arrows'
import type { SourceFile } from './test/imports'

test('every import under src/ follows the arrows of the architecture', () => {
  const files = readTree('src')

  expect(files.length).toBeGreaterThan(10)
  expect(findBrokenArrows(files)).toEqual([])
})

describe('an arrow is refused', () => {
  test.each([
    ['a page that reads the database', 'src/pages/x.ts', `import { db } from '@/lib/server/db'`],
    [
      'a page that takes a type of the database',
      'src/pages/x.ts',
      `import type { Db } from '@/lib/server/db'`,
    ],
    [
      'a component for the browser that imports the app',
      'src/components/X.vue',
      `<script setup>\nimport { features } from '@/app'\n</script>`,
    ],
    ['a page that imports a page', 'src/pages/x.ts', `import { GET } from './y'`],
    [
      'a page that reads files',
      'src/pages/x.astro',
      `---\nimport { readFileSync } from 'node:fs'\n---\n<p>Don't</p>`,
    ],
    [
      'a page that loads a database in its markup',
      'src/pages/x.astro',
      `<p>{await import('@/lib/server/db')}</p>`,
    ],
    [
      'a script tag that reaches into the server',
      'src/pages/x.astro',
      `<script src="../lib/server/db.ts"></script>`,
    ],
    ['a page that draws with Vue', 'src/pages/x.astro', `---\nimport { ref } from 'vue'\n---\n`],
    [
      'a layout that calls a service',
      'src/layouts/X.astro',
      `---\nimport '@/features/notes/notes.server'\n---\n`,
    ],
    [
      'an island that calls its service',
      'src/features/notes/X.vue',
      script(`import { a } from './notes.server'`),
    ],
    ['an island that calls it later', 'src/features/notes/X.vue', script(`void import('./notes.server')`)],
    [
      'an island that takes its type',
      'src/features/notes/X.vue',
      script(`import type { A } from './notes.server'`),
    ],
    [
      'an island of the server',
      'src/features/notes/X.vue',
      script(`import { a } from '@/lib/server/errors'`),
    ],
    [
      'an island that asks who the app is',
      'src/features/notes/X.vue',
      script(`import { identity } from '@/app'`),
    ],
    ['an island of another feature', 'src/features/notes/X.vue', script(`import Y from '../forms/Y.vue'`)],
    ['an island that runs on Bun', 'src/features/notes/X.vue', script(`import { password } from 'bun'`)],
    [
      'a generic island',
      'src/features/notes/X.vue',
      genericScript(`import { a } from '@/lib/server/errors'`),
    ],
    [
      'a component that calls a service',
      'src/components/X.astro',
      `---\nimport '@/features/notes/notes.server'\n---\n`,
    ],
    [
      'a design system that knows the app',
      'src/components/ui/X.vue',
      script(`import { identity } from '@/app'`),
    ],
    [
      'a service that knows Astro',
      'src/features/notes/notes.server.ts',
      `import type { APIContext } from 'astro'`,
    ],
    ['a service that draws', 'src/features/notes/notes.server.ts', `import X from './X.vue'`],
    [
      'a service that speaks HTTP',
      'src/features/notes/notes.server.ts',
      `import { a } from '@/lib/server/http'`,
    ],
    [
      'a service that answers',
      'src/features/notes/notes.server.ts',
      `export const a = () => new Response('')`,
    ],
    [
      'a service that is asked',
      'src/features/notes/notes.server.ts',
      `export function a(request: Request) {}`,
    ],
    [
      'a service with a strange schema',
      'src/features/notes/notes.server.ts',
      `import { a } from '../forms/forms.schema'`,
    ],
    [
      'a service that opens SQLite',
      'src/features/notes/notes.server.ts',
      `import { Database } from 'bun:sqlite'`,
    ],
    ['demo data that answers', 'src/features/notes/notes.demo.ts', `export const a = Response.json({})`],
    [
      'a schema that does I/O',
      'src/features/notes/notes.schema.ts',
      `import { readFileSync } from 'node:fs'`,
    ],
    [
      'a schema that asks the server',
      'src/features/notes/notes.schema.ts',
      `import type { A } from '@/lib/server/db'`,
    ],
    ['a schema with a package', 'src/features/notes/notes.schema.ts', `import sanitize from 'sanitize-html'`],
    [
      'a definition that asks the server',
      'src/features/notes/definition/logic.ts',
      `import { a } from '@/lib/server/errors'`,
    ],
    [
      'a definition that knows a schema of its noun',
      'src/features/notes/definition/a.schema.ts',
      `import { a } from '../notes.schema'`,
    ],
    [
      'a policy that calls its service',
      'src/features/notes/notes.policy.ts',
      `import { a } from './notes.server'`,
    ],
    [
      'a policy that runs a schema',
      'src/features/notes/notes.policy.ts',
      `import { a } from './notes.schema'`,
    ],
    [
      'a feature that loads its service at once',
      'src/features/notes/feature.ts',
      `import { a } from './notes.server'`,
    ],
    ['a feature that loads another', 'src/features/notes/feature.ts', `void import('../forms/forms.server')`],
    ['a feature that knows the app', 'src/features/notes/feature.ts', `import { identity } from '@/app'`],
    [
      'a library that knows a feature',
      'src/lib/server/a.ts',
      `import { a } from '@/features/notes/notes.server'`,
    ],
    [
      'a library that knows its type',
      'src/lib/server/a.ts',
      `type A = import('@/features/notes/notes.schema').A`,
    ],
    ['a library that knows the app', 'src/lib/server/a.ts', `import { identity } from '../../app'`],
    ['a library that knows Astro', 'src/lib/server/a.ts', `import { x } from 'astro:middleware'`],
    [
      'a helper that calls its service',
      'src/features/notes/note-form.ts',
      `import { a } from './notes.server'`,
    ],
    ['a helper that runs on Bun', 'src/features/notes/note-form.ts', `import { password } from 'bun'`],
    ['a second opener of the database', 'src/lib/server/a.ts', `import { Database } from 'bun:sqlite'`],
    ['a browser helper on the server', 'src/lib/a.ts', `import { a } from './server/db'`],
    ['a browser helper that passes the server on', 'src/lib/a.ts', `export { a } from './server/db'`],
    ['a browser helper on Node', 'src/lib/a.ts', `import { join } from 'path'`],
    ['a browser helper on Bun', 'src/lib/a.ts', `const bun = require('bun')`],
    ['a browser helper with a query builder', 'src/lib/a.ts', `import { eq } from 'drizzle-orm'`],
    ['a browser helper with Vue', 'src/lib/a.ts', `import { ref } from 'vue'`],
    ['a command that draws', 'src/commands/a.ts', `import X from '@/features/notes/X.vue'`],
    ['a command that knows Astro', 'src/commands/a.ts', `import { createApp } from 'astro/app/entrypoint'`],
    [
      'a middleware that calls a service',
      'src/middleware.ts',
      `import { a } from '@/features/notes/notes.server'`,
    ],
    ['a middleware with a helper', 'src/middleware.ts', `import { a } from '@/lib/text'`],
    ['an import of the entry', 'src/commands/a.ts', `import '@/main'`],
    ['an import of the entry by the app', 'src/app.ts', `import './main'`],
    ['an import that is computed', 'src/commands/a.ts', `const a = (name: string) => import(name)`],
    ['an import by a pattern', 'src/commands/a.ts', `const all = import.meta.glob('../features/*/*.vue')`],
    ['an import of a test', 'src/lib/a.ts', `import { a } from '@/test/imports'`],
    ['an import of a script', 'src/lib/server/a.ts', `import { a } from '../../../scripts/steps'`],
    ['a test that would be a URL', 'src/pages/x.test.ts', ''],
    ['a barrel', 'src/features/notes/index.ts', ''],
    ['a barrel of the design system', 'src/components/ui/index.ts', ''],
    ['a file that does not say where it runs', 'src/features/notes/notes.helper.ts', ''],
    ['a file in no place', 'src/utils/a.ts', ''],
  ])('%s', (_, path, source) => {
    const broken = findBrokenArrows([{ path, source }])

    expect(broken).toHaveLength(1)
    expect(broken[0]).toContain(path)
  })

  test('two services that import each other', () => {
    const files = circle('src/features/notes/notes.server.ts', 'src/features/forms/forms.server.ts')

    expect(findBrokenArrows(files)).toContain(
      'src/features/notes/notes.server.ts -> src/features/forms/forms.server.ts -> ' +
        'src/features/notes/notes.server.ts: services may not import each other in a circle',
    )
  })

  test('two features that import each other by way of four services', () => {
    const there = `import { b } from '@/features/forms/b.server'`
    const back = `import { a } from '@/features/notes/a.server'`

    expect(
      findBrokenArrows([
        { path: 'src/features/notes/one.server.ts', source: there },
        { path: 'src/features/forms/two.server.ts', source: back },
      ]),
    ).toEqual(['notes -> forms -> notes: services may not import each other in a circle'])
  })

  test('with the file, the line, the target and the reason', () => {
    const source = `<script setup lang="ts">\nimport { ref } from 'vue'\nimport { a } from '@/lib/server/db'\n</script>\n`

    expect(findBrokenArrows([{ path: 'src/features/notes/X.vue', source }])).toEqual([
      'src/features/notes/X.vue:3 imports src/lib/server/db.ts: island -> server is not an arrow; ' +
        'a file of this kind may import: words, definition, schema, policy, lib, design system, vue, icons, zod, other package, island, composable, helper',
    ])
  })
})

test.each([
  [
    'src/pages/x.astro',
    `---\nimport { a } from '@/lib/server/http/access'\nimport X from '@/features/notes/X.vue'\n---\n`,
  ],
  [
    'src/pages/api/notes/index.ts',
    `import { a } from '@/features/notes/notes.server'\nimport { z } from 'zod'`,
  ],
  ['src/layouts/X.astro', `---\nimport { identity } from '@/app'\nimport '@/styles/app.css'\n---\n`],
  ['src/features/notes/X.vue', script(`import Y from './Y.vue'\nimport { a } from './notes.schema'`)],
  ['src/features/notes/feature.ts', `export const a = async () => (await import('./notes.demo')).a`],
  [
    'src/features/notes/notes.server.ts',
    `import { a } from '@/features/forms/forms.server'\nimport 'drizzle-orm'`,
  ],
  ['src/features/notes/notes.server.ts', `import { a } from '@/features/forms/definition/logic'`],
  ['src/features/forms/definition/a.schema.ts', `import { a } from './logic'\nimport { z } from 'zod'`],
  [
    'src/features/notes/notes.policy.ts',
    `import type { Note } from './notes.schema'\nimport { a } from '@/lib/actor'`,
  ],
  ['src/lib/feature.ts', `import type { Component } from 'vue'`],
  ['src/lib/server/db.ts', `import { Database } from 'bun:sqlite'`],
  ['src/lib/server/http.ts', `import type { APIRoute } from 'astro'`],
  ['src/commands/astro-app.ts', `import { createApp } from 'astro/app/entrypoint'`],
  [
    'src/middleware.ts',
    `import { sequence } from 'astro:middleware'\nimport { gate } from '@/lib/server/middleware/gate'`,
  ],
  ['src/main.ts', `import { a } from '@/features/notes/notes.server'`],
  [
    'src/features/notes/notes.test.ts',
    `import { a } from '@/lib/server/db'\nimport { b } from '@/test/world'`,
  ],
])('%s may import what is its own to use', (path, source) => {
  expect(findBrokenArrows([{ path, source }])).toEqual([])
})

function readTree(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.split(sep).join(posix.sep), source: readFileSync(path, 'utf8') }))
}

function script(source: string): string {
  return `<script setup lang="ts">\n${source}\n</script>\n<template><p>It's here</p></template>\n`
}

function genericScript(source: string): string {
  return `<script setup lang="ts" generic="T extends Record<string, unknown>">\n${source}\n</script>\n`
}

function circle(one: string, two: string): SourceFile[] {
  return [
    { path: one, source: importOf(two) },
    { path: two, source: importOf(one) },
  ]
}

function importOf(path: string): string {
  return `import { a } from '@/${path.slice('src/'.length)}'`
}
