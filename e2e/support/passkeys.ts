import type { Page } from 'playwright-core'

/** An authenticator in the browser, as a phone or a laptop has one; `isVerifying` when it checks who uses it. */
export async function plugIn(visited: Page, { isVerifying = true } = {}) {
  const cdp = await visited.context().newCDPSession(visited)
  await cdp.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: isVerifying,
      isUserVerified: isVerifying,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, authenticatorId }
}
