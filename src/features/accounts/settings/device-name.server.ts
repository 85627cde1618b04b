/** In this order: many a browser also says that it is an older one. */
const browsers: [sign: RegExp, name: string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Vivaldi\//, 'Vivaldi'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(HeadlessChrome|Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/Version\/[\d.]+.* Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
]

const systems: [sign: RegExp, name: string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

/**
 * A few words by which a person knows a device again, such as "Firefox on Windows"; null when the user agent says
 * nothing known. It is for reading, never for deciding (docs/decisions/013-what-an-account-owns.md).
 */
export function nameDevice(userAgent: string | null): string | null {
  const browser = firstIn(browsers, userAgent ?? '')
  const system = firstIn(systems, userAgent ?? '')
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? null
}

function firstIn(signs: [RegExp, string][], text: string): string | undefined {
  return signs.find(([sign]) => sign.test(text))?.[1]
}
