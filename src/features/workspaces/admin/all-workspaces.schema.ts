import { z } from 'zod'
import { line, wholeNumber } from '@/lib/text'
import * as faults from '../words/calls'

/** What the list of all workspaces is ordered by; with a minus the largest, the latest or the last of the alphabet comes first. */
export const AllWorkspacesSort = z.enum(
  ['-created', 'created', 'name', '-name', '-members', 'members', '-bytes', 'bytes', '-active', 'active'],
  { error: faults.order },
)
export type AllWorkspacesSort = z.infer<typeof AllWorkspacesSort>

/** The URL of the list: `q` is a part of a name. */
export const ListAllWorkspaces = z.strictObject({
  q: line(faults.theSearch, { max: 200 }).optional(),
  sort: AllWorkspacesSort.default('-created'),
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, faults.wrongCursor).optional(),
})
export type ListAllWorkspaces = z.output<typeof ListAllWorkspaces>

/**
 * A workspace as whoever runs the instance sees it: how much it holds, and nothing of what. All is counted, trash and spam too;
 * `bytes` are those of files and pictures, `activeAt` the last change of a note, a form or a response. Times are ISO 8601 UTC.
 */
export type WorkspaceSummary = {
  id: string
  name: string
  createdAt: string
  activeAt: string
  members: number
  notes: number
  forms: number
  responses: number
  bytes: number
}
