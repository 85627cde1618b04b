/** The cookie in which a page's script keeps the browser's time zone, so that the next page can be written for it. */
export function zoneCookieName({ cookiePrefix }: { cookiePrefix: string }): string {
  return `${cookiePrefix}.time_zone`
}
