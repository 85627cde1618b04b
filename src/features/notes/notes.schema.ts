import { z } from 'zod'
import { line, neededLine, text, wholeNumber } from '@/lib/text'
import { noteLimits } from './definition/note-limits'
import * as faults from './words/faults'

const Title = neededLine(faults.theTitle, { max: noteLimits.title })
const Body = text(faults.theText, { max: noteLimits.body })
/** As a tag is kept and looked for. */
const tidy = (tag: string) => tag.toLowerCase().normalize('NFC')

const Tag = neededLine(faults.oneTag, { max: noteLimits.tag, tidy })

/** Tags are lower case and unique; their order is the author's. */
const Tags = z
  .array(Tag, { error: faults.tags })
  .transform((tags) => [...new Set(tags)])
  .refine((tags) => tags.length <= noteLimits.tags, faults.tooManyTags(noteLimits.tags))

/** Who may read a note: its author alone, or everybody in the workspace. */
export const NoteVisibility = z.enum(['private', 'workspace'], {
  error: faults.visibility,
})
export type NoteVisibility = z.infer<typeof NoteVisibility>

export const CreateNote = z.strictObject(
  {
    title: Title,
    body: Body.default(''),
    tags: Tags.default([]),
    visibility: NoteVisibility.default('workspace'),
  },
  faults.noNote,
)
export type CreateNote = z.output<typeof CreateNote>

/** What an edit may change. The version that was read comes here or in `If-Match`. */
export const UpdateNote = z
  .strictObject({
    title: Title.optional(),
    body: Body.optional(),
    tags: Tags.optional(),
    visibility: NoteVisibility.optional(),
    version: z.int(faults.wholeVersion).positive(faults.positiveVersion).optional(),
  })
  .refine((input) => Object.keys(input).some((key) => key !== 'version'), faults.nothingGiven)
export type UpdateNote = z.output<typeof UpdateNote>

/** A text that is still being written. */
export const PreviewNote = z.strictObject({ body: Body }, faults.noText)
export const NotePreview = z.object({ html: z.string() })

/** A task of a note, counted from 0 in the text of the version that was read. */
export const TaskParams = z.object({
  id: z.uuid(faults.id),
  task: wholeNumber(faults.theTask, { min: 0, max: noteLimits.body }),
})

/** Which notes a list shows; the pinned ones are those of the active that are. */
export const NoteView = z.enum(['active', 'pinned', 'archived', 'trash'], {
  error: faults.view,
})
export type NoteView = z.infer<typeof NoteView>

export const NoteSort = z.enum(['updated', 'created', 'title'], {
  error: faults.sort,
})
export type NoteSort = z.infer<typeof NoteSort>

export const ListNotes = z.strictObject({
  q: line(faults.theSearch, { max: 200 }).optional(),
  tag: line(faults.theTag, { max: noteLimits.tag, tidy }).optional(),
  view: NoteView.default('active'),
  sort: NoteSort.default('updated'),
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, faults.cursor).optional(),
})
export type ListNotes = z.output<typeof ListNotes>

/** The same as the page of notes takes it: what else stands in its address is somebody else's. */
export const ListNotesPage = ListNotes.strip()

/** A note as a list shows it. Times are ISO 8601 UTC; `excerpt` is the text's first words without its Markdown. */
export const NoteItem = z.object({
  id: z.string(),
  title: z.string(),
  excerpt: z.string(),
  tags: z.array(z.string()),
  visibility: NoteVisibility,
  pinned: z.boolean(),
  version: z.number(),
  /** Null once the author's account is gone. */
  author: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  archivedAt: z.string().nullable(),
  trashedAt: z.string().nullable(),
})
export type NoteItem = z.infer<typeof NoteItem>

/** A piece of a search's snippet: text that matched, or text around it. */
export const SnippetPart = z.object({ text: z.string(), match: z.boolean() })
export type SnippetPart = z.infer<typeof SnippetPart>

/** A list item of a search also says where the words were found. */
export const NoteHit = NoteItem.extend({ snippet: z.array(SnippetPart).optional() })
export type NoteHit = z.infer<typeof NoteHit>

export const Note = NoteItem.extend({ body: z.string() })
export type Note = z.infer<typeof Note>

export type TagCount = { tag: string; count: number }
