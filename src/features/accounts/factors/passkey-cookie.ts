/** The cookie of a browser in which one signed in by a passkey last: its sign-in page offers that alone at first. */
export function passkeyCookieName({ cookiePrefix }: { cookiePrefix: string }): string {
  return `${cookiePrefix}.passkey`
}
