import axe from 'axe-core'

/**
 * What axe finds wrong in `root`, one line a violation; empty when nothing is. `root` must be in the document.
 * Rules about whole pages are off, and so is contrast, which needs layout: contrast.test.ts computes it.
 */
export async function findViolations(root: Element): Promise<string[]> {
  const { violations } = await axe.run(root, {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(', ')})`,
  )
}
