import { describe, expect, test } from 'vitest'
import packageJson from '../package.json'
import { writeBillOfMaterials } from '../scripts/release/bill-of-materials'
import { readPackages } from '../scripts/release/contents'
import { writeLicences } from '../scripts/release/licences'
import { readRuntimeParts } from '../scripts/release/runtime-parts'

const packages = readPackages()
const parts = readRuntimeParts()

describe('what a release says of what is inside', () => {
  test('names the packages of the output, and no tool that built it', () => {
    const names = packages.map(({ name }) => name)

    for (const name of ['astro', 'vue', 'better-auth', 'drizzle-orm', 'zod', 'tailwindcss'])
      expect(names).toContain(name)
    for (const name of [
      'vite',
      'vitest',
      'typescript',
      'rollup',
      'rolldown',
      'drizzle-kit',
      'playwright-core',
    ])
      expect(names).not.toContain(name)
  })

  test('names each with its version, its licence and its address, once', () => {
    const bill = writeBillOfMaterials(packageJson.version, packages, parts)
    const references = bill.components.map((component) => component['bom-ref'])

    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
    expect(new Set(references).size).toBe(references.length)
    for (const component of bill.components) expect(component.licenses).toHaveLength(1)
    expect(references).toContain('runtime:bun')
    expect(bill.components).toContainEqual(
      expect.objectContaining({ name: 'sqlite', version: expect.stringMatching(/^3\.\d+\.\d+$/) }),
    )
  })

  test('holds a text for nearly every package, and the name of a licence for each', () => {
    const text = writeLicences(packages, parts)
    const without = packages.filter(({ texts }) => texts.length === 0)

    console.log(
      `${packages.length} packages, ${without.length} without a text: ${without.map(({ name }) => name).join(', ')}`,
    )
    expect(without.length).toBeLessThan(packages.length / 10)
    for (const { name, version, licence } of packages) {
      expect(licence).not.toBe('')
      expect(text).toContain(`${name} ${version}\n${licence}`)
    }
  })
})
