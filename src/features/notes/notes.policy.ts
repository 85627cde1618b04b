import { hasRole, type Member } from '@/lib/actor'
import type { NoteItem, NoteVisibility } from './notes.schema'

/** What the rules need to know of a note that the actor can already see. */
export type NoteFacts = { authorId: string | null; visibility: NoteVisibility }

export function factsOf({ author, visibility }: Pick<NoteItem, 'author' | 'visibility'>): NoteFacts {
  return { authorId: author?.id ?? null, visibility }
}

export function canCreateNote(actor: Member): boolean {
  return hasRole(actor.workspace.role, 'member')
}

/** A shared note is everybody's who writes here; a private one is its author's. Pin, archive and trash are edits too. */
export function canEditNote(actor: Member, note: NoteFacts): boolean {
  return hasRole(actor.workspace.role, 'member') && (note.visibility === 'workspace' || isAuthor(actor, note))
}

/** Only its author may hide a note from the others, or show it to them. */
export function canChangeVisibility(actor: Member, note: NoteFacts): boolean {
  return canEditNote(actor, note) && isAuthor(actor, note)
}

/** Deleting for good is for the author, and for whoever runs the workspace. */
export function canDeleteNote(actor: Member, note: NoteFacts): boolean {
  return canEditNote(actor, note) && (isAuthor(actor, note) || hasRole(actor.workspace.role, 'admin'))
}

function isAuthor(actor: Member, note: NoteFacts): boolean {
  return note.authorId === actor.accountId
}
