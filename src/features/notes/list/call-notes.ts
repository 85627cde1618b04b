import { z } from 'zod'
import { callApi } from '@/lib/api'
import { toSearch, type NoteQuery } from '../note-query'
import { NoteHit } from '../notes.schema'

const Hits = z.array(NoteHit)

type Options = { cursor?: string; limit?: number; signal: AbortSignal }

/** A page of notes by the API; undefined when a newer request has taken this one's place. */
export async function callNotes(query: NoteQuery, { cursor, limit, signal }: Options) {
  const size = limit === undefined ? '' : `&limit=${limit}`
  const path = `/api/notes${toSearch(query, cursor)}${size}`
  const result = await callApi(path, { schema: Hits, signal }).catch(() => undefined)
  return signal.aborted ? undefined : result
}
