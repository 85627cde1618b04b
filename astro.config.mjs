import node from '@astrojs/node'
import vue from '@astrojs/vue'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, passthroughImageService } from 'astro/config'
import { mkdirSync, writeFileSync } from 'node:fs'

export default defineConfig({
  output: 'server',
  adapter: nodeWithEntry('./src/main.ts'),
  integrations: [vue(), development()],
  server: { port: Number(process.env.PORT || 4321) },
  session: false,
  // The rest of each policy is set by lib/server/middleware/content-security-policy.ts.
  security: { checkOrigin: true, csp: true },
  // Astro's image endpoint never ends inside a compiled binary, and no page needs it.
  image: {
    service: passthroughImageService(),
    endpoint: { entrypoint: './src/lib/server/http/no-images.ts' },
  },
  devToolbar: { enabled: false },
  vite: {
    plugins: [
      tailwindcss(),
      selfContained(),
      vueWithoutCompiler(),
      interpretedSchemas(),
      partsInTheirTime(),
      compiledAtOnce(),
      inventory(),
    ],
    // build.ts clears what a build replaces; binaries in dist/ stay.
    build: { emptyOutDir: false, rollupOptions: { external: ['#embedded'] } },
    ssr: { external: ['bun', 'bun:sqlite'] },
  },
})

/** The standalone Node adapter with the server's entry replaced by ours (docs/decisions/001-listener.md). */
function nodeWithEntry(serverEntrypoint) {
  const integration = node({ mode: 'standalone' })
  const done = integration.hooks['astro:config:done']
  integration.hooks['astro:config:done'] = (options) =>
    done({
      ...options,
      setAdapter: (adapter) =>
        options.setAdapter({ ...adapter, serverEntrypoint, entrypointResolution: 'auto' }),
    })
  return integration
}

/** Takes every package into the server bundle, so that the binary needs none; development loads them as they lie. */
function selfContained() {
  return { name: 'self-contained', apply: 'build', config: () => ({ ssr: { noExternal: true } }) }
}

/**
 * Every template is compiled at the build. On Node, Vue comes with its compiler all the same: a megabyte, which each start of the
 * binary would evaluate.
 */
function vueWithoutCompiler() {
  const alias = [
    { find: /^vue$/, replacement: 'vue/dist/vue.runtime.esm-bundler.js' },
    {
      find: /^@vue\/(runtime-dom|runtime-core|reactivity|shared|server-renderer)$/,
      replacement: '@vue/$1/dist/$1.esm-bundler.js',
    },
  ]
  return { name: 'vue-without-compiler', apply: 'build', config: () => ({ resolve: { alias } }) }
}

/** In browsers Zod interprets its schemas: it would try to compile them, which the policy refuses and the browser reports. */
function interpretedSchemas() {
  return {
    name: 'interpreted-schemas',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: (code, id) =>
      id.endsWith('/zod/v4/core/core.js') ? `${code}\nglobalConfig.jitless = true\n` : undefined,
  }
}

/**
 * What is loaded on demand asks for its files as it is read. Vite would ask for all of them at once, which takes a phone milliseconds
 * for each, in one task. Astro sets the option of the same name itself.
 */
function partsInTheirTime() {
  const modulePreload = { polyfill: false, resolveDependencies: () => [] }
  return {
    name: 'parts-in-their-time',
    configEnvironment: (name) => (name === 'client' ? { build: { modulePreload } } : undefined),
  }
}

/** By their names: Vue, the keys that every page listens for, what the grid of accounts begins with, and the builder. */
const AT_ONCE = [
  /^runtime-/,
  /^PaletteKeys/,
  /^cn$/,
  /^useTable$/,
  /^AccountGrid$/,
  /^AccountTable$/,
  /^FormBuilder$/,
]

/**
 * Has the browser compile all of some chunks while it still reads them, beside the page: the first press, and what is drawn first, would else
 * wait for every function that it is the first to call. https://developer.chrome.com/blog/explicit-compile-hints; other browsers read a comment.
 */
function compiledAtOnce() {
  return {
    name: 'compiled-at-once',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      order: 'post',
      handler: (_options, output) => {
        for (const pattern of AT_ONCE) {
          const chunks = Object.values(output).filter(
            ({ type, name }) => type === 'chunk' && pattern.test(name),
          )
          if (chunks.length === 0)
            throw new Error(`No chunk is called as ${pattern} says: see compiledAtOnce.`)
          for (const chunk of chunks) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
        }
      },
    },
  }
}

/** Writes down the folders of the packages whose modules are in the output, for the list of what a release holds. */
function inventory() {
  const folders = new Set()
  return {
    name: 'inventory',
    apply: 'build',
    generateBundle: (_options, output) => {
      const modules = Object.values(output).flatMap((chunk) => chunk.moduleIds ?? [])
      for (const id of modules) {
        const [, folder] =
          /(node_modules\/.*node_modules\/(?:@[^/]+\/)?[^/]+|node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(id) ?? []
        if (folder) folders.add(folder)
      }
      mkdirSync('dist', { recursive: true })
      writeFileSync('dist/packages.json', JSON.stringify([...folders].sort(), null, 2))
    },
  }
}

/** Starts the instance for `astro dev`, where no command of the binary does, and shows the components there alone. */
function development() {
  let stop = () => {}
  process.once('exit', () => stop())
  return {
    name: 'development',
    hooks: {
      'astro:config:setup': ({ command, injectRoute }) => {
        if (command === 'dev')
          injectRoute({ pattern: '/dev/components', entrypoint: './src/dev/components.astro' })
      },
      'astro:server:setup': async () => {
        const { develop } = await import('./src/commands/develop.ts')
        stop = await develop(process.env)
      },
      'astro:server:done': () => {
        stop()
        stop = () => {}
      },
    },
  }
}
