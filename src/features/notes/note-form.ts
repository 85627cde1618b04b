import { splitTags } from './split-tags'
import { NoteVisibility } from './notes.schema'

/** What the editor begins with: the note, or what was typed before a post was refused. */
export type NoteDraft = {
  title: string
  body: string
  tags: string[]
  visibility: NoteVisibility
  version: number | null
}

/** A posted note form as the schemas' input: the tags come as one text, the version as digits. */
export function readNoteForm({ title, body, tags, visibility, version }: Record<string, string>) {
  return {
    title: title ?? '',
    body: (body ?? '').replaceAll('\r\n', '\n'),
    tags: splitTags(tags ?? ''),
    ...(visibility !== undefined && { visibility }),
    ...(version !== undefined && { version: Number(version) }),
  }
}

/** The editor's beginning after a refused post: everything as it was typed, the rest from `note`. */
export function toDraft(values: Record<string, string>, note?: NoteDraft): NoteDraft {
  const typed = readNoteForm(values)
  const isPosted = values['title'] !== undefined
  if (note && !isPosted) return note
  const visibility = NoteVisibility.safeParse(values['visibility'])
  return {
    title: typed.title,
    body: typed.body,
    tags: typed.tags,
    visibility: visibility.success ? visibility.data : (note?.visibility ?? 'workspace'),
    version: note?.version ?? null,
  }
}
