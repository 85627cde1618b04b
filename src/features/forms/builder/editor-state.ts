import type { Field, FieldKind } from '../definition/field.schema'
import { freeKey, makeField } from './field-kinds'

/** A form under the hands of its author: what it asks, which field is looked at, and the ways back and forth. */
export type EditorState = {
  fields: readonly Field[]
  selected: string | null
  /** Keys that no new field may have: they were published, or belonged to a field that was taken out. */
  used: readonly string[]
  past: readonly (readonly Field[])[]
  future: readonly (readonly Field[])[]
  /** What was changed last: typing on in the same place is one step back. */
  last: string | null
}

/** How many steps back are kept. */
const MOST_STEPS = 100

export function openEditor(fields: readonly Field[], used: readonly string[] = []): EditorState {
  return { fields, selected: fields[0]?.key ?? null, used, past: [], future: [], last: null }
}

/** `mark` names what is changed; the same one twice running is one step. */
function step(state: EditorState, fields: readonly Field[], mark: string | null): EditorState {
  const isSameStep = mark !== null && mark === state.last
  const past = isSameStep ? state.past : [...state.past, state.fields].slice(-MOST_STEPS)
  return { ...state, fields, past, future: [], last: mark }
}

/** Adds a field after the selected one, or at the end, and selects it. */
export function addField(state: EditorState, kind: FieldKind): EditorState {
  const key = freeKey(kind, keysOf(state))
  return insertAfter(state, state.selected, makeField(kind, key))
}

/** A copy right after the field, with a key of its own. */
export function duplicateField(state: EditorState, key: string): EditorState {
  const field = state.fields.find((one) => one.key === key)
  if (!field) return state
  return insertAfter(state, key, { ...field, key: freeKey(field.kind, keysOf(state)) })
}

function insertAfter(state: EditorState, key: string | null, field: Field): EditorState {
  const place = state.fields.findIndex((one) => one.key === key)
  const at = place < 0 ? state.fields.length : place + 1
  return { ...step(state, state.fields.toSpliced(at, 0, field), null), selected: field.key }
}

/** Takes a field out; the next one, or the one before, is selected. Conditions that ask for it stay, and are a fault. */
export function removeField(state: EditorState, key: string): EditorState {
  const place = state.fields.findIndex((one) => one.key === key)
  if (place < 0) return state
  const fields = state.fields.toSpliced(place, 1)
  const selected = (fields[place] ?? fields[place - 1])?.key ?? null
  return { ...step(state, fields, null), selected, used: [...state.used, key] }
}

/** Moves a field to a place; one outside of the form is the nearest in it. */
export function moveField(state: EditorState, key: string, to: number): EditorState {
  const from = state.fields.findIndex((one) => one.key === key)
  const field = state.fields[from]
  const place = Math.max(0, Math.min(state.fields.length - 1, to))
  if (!field || place === from) return state
  return { ...step(state, state.fields.toSpliced(from, 1).toSpliced(place, 0, field), null), selected: key }
}

/** Changes what `change` names of a field; undefined takes it away. Its key and kind stay. */
export function changeField(
  state: EditorState,
  key: string,
  change: Readonly<Record<string, unknown>>,
): EditorState {
  const fields = state.fields.map((field) =>
    field.key === key ? Object.assign({ ...field }, change, { key, kind: field.kind }) : field,
  )
  return step(state, fields, `${key}.${Object.keys(change).join()}`)
}

export function undo(state: EditorState): EditorState {
  const before = state.past.at(-1)
  if (!before) return state
  return keepSelection({
    ...state,
    fields: before,
    past: state.past.slice(0, -1),
    future: [state.fields, ...state.future],
    last: null,
  })
}

export function redo(state: EditorState): EditorState {
  const [next, ...future] = state.future
  if (!next) return state
  return keepSelection({ ...state, fields: next, past: [...state.past, state.fields], future, last: null })
}

function keepSelection(state: EditorState): EditorState {
  const isThere = state.fields.some(({ key }) => key === state.selected)
  return isThere ? state : { ...state, selected: state.fields[0]?.key ?? null }
}

function keysOf({ fields, used }: EditorState): Set<string> {
  return new Set([...used, ...fields.map(({ key }) => key)])
}
