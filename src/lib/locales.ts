/**
 * How dates and numbers can be written: where browsers and the server's runtime are seen to write the same. The first of a language is
 * taken where only the language is known.
 */
export const locales: readonly string[] =
  `en-US en-GB en-AU en-CA en-IE en-IN en-NZ en-ZA af-ZA ar-EG bg-BG bn-BD ca-ES cs-CZ da-DK de-DE de-AT de-CH
  el-GR es-ES es-AR es-CL es-CO es-MX et-EE fa-IR fi-FI fr-FR fr-BE fr-CA he-IL hi-IN hr-HR hu-HU
  id-ID it-IT it-CH ja-JP ko-KR lt-LT lv-LV ms-MY nb-NO nl-NL nl-BE pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sl-SI sr-RS
  sv-SE sw-KE ta-IN th-TH tr-TR uk-UA vi-VN zh-CN zh-HK zh-TW`.split(/\s+/)

/** Other names of a language. */
const known: Record<string, string> = { no: 'nb', nn: 'nb', 'zh-hant': 'zh-tw', iw: 'he', in: 'id' }

/** The one for a language tag (BCP 47) such as `de` or `de-LU`, or undefined for what is none that we have. */
export function findLocale(tag: string): string | undefined {
  const [language = '', ...others] = tag.toLowerCase().split('-')
  const name = known[language] ?? language
  const whole = [name, ...others].join('-')
  const wanted = [known[whole.slice(0, 7)] ?? whole, `${name}-${others.at(-1) ?? ''}`]
  return (
    locales.find((locale) => wanted.includes(locale.toLowerCase())) ??
    locales.find((locale) => locale.startsWith(`${name}-`))
  )
}
