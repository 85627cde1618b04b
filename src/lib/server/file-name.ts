/** A name that can be shown and offered for a download: no folders, no control or direction characters. */
export function tidyFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(-255) || 'file'
}
