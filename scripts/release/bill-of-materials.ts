import { identity } from '../../src/app'
import type { Package } from './contents'
import type { Part } from './runtime-parts'

/** What is in the binary, as CycloneDX 1.6 has it: https://cyclonedx.org/docs/1.6/json */
export function writeBillOfMaterials(version: string, packages: Package[], parts: Part[]) {
  const name = identity.command
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': `${name}@${version}`, name, version } },
    components: [...packages.map(describePackage), ...parts.map(describePart)],
  }
}

function describePackage({ name, version, licence, home }: Package) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    ...describeLicence(licence),
    ...linkTo(home),
  }
}

function describePart({ name, version, licence, home }: Part) {
  return {
    type: name === 'bun' ? 'platform' : 'library',
    'bom-ref': `runtime:${name}`,
    name,
    ...(version && { version }),
    ...describeLicence(licence),
    ...linkTo(home),
  }
}

/** One name of SPDX, an expression of several, or words. */
function describeLicence(licence: string) {
  if (/ (AND|OR) /.test(licence)) return { licenses: [{ expression: licence.replace(/^\((.*)\)$/, '$1') }] }
  return { licenses: [{ license: /\s/.test(licence) ? { name: licence } : { id: licence } }] }
}

function linkTo(home: string | undefined) {
  return home ? { externalReferences: [{ type: 'website', url: home }] } : {}
}
