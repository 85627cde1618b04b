/** Characters: NIST SP 800-63B asks for at least 8, and for no rules of composition; length is what helps. */
export const passwordLimits = { min: 12, max: 256 } as const
