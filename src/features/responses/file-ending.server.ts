/** What the names of files of a media type end in, the usual ending first. A program that opens a file goes by it. */
const endings: Record<string, readonly string[]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/heic': ['heic'],
  'image/heif': ['heif', 'heic'],
  'application/pdf': ['pdf'],
  'application/x-ole-storage': ['doc', 'xls', 'ppt', 'msg'],
  'application/vnd.openxmlformats-officedocument': ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'],
  'application/zip': ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub'],
  'application/gzip': ['gz', 'tgz'],
  'application/x-7z-compressed': ['7z'],
  'application/x-tar': ['tar'],
  'audio/mpeg': ['mp3'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/flac': ['flac'],
  'audio/wav': ['wav'],
  'audio/mp4': ['m4a', 'mp4'],
  'video/x-msvideo': ['avi'],
  'video/mp4': ['mp4', 'm4v', 'mov', 'm4a'],
  'video/webm': ['webm', 'mkv'],
  'text/plain; charset=utf-8': ['txt', 'csv', 'tsv', 'md', 'log', 'json', 'yaml', 'ics', 'vcf'],
}

/**
 * The name under which a file is saved: with an ending that its content has, whose media type `type` is. `page.html` of a picture becomes
 * `page.html.png`.
 */
export function nameByContent(name: string, type: string): string {
  const fitting = endings[type]
  if (!fitting || fitting.includes(name.split('.').at(-1)?.toLowerCase() ?? '')) return name
  return `${name.slice(-250)}.${fitting[0]}`
}
