import { describe, expect, test } from 'vitest'
import { Definition } from '../definition/definition.schema'
import {
  addField,
  changeField,
  duplicateField,
  moveField,
  openEditor,
  redo,
  removeField,
  undo,
  type EditorState,
} from './editor-state'
import { kindOffers, makeField } from './field-kinds'
import { findObstacles, findProblems } from './problems'

const name = makeField('short_text', 'name')
const mood = makeField('rating', 'mood')
const end = makeField('section', 'end')
const start = () => openEditor([name, mood, end])
const keys = ({ fields }: EditorState) => fields.map(({ key }) => key)

describe('a field', () => {
  test.each(kindOffers)('of the kind $kind is right as it is made', ({ kind }) => {
    const { fields } = addField(openEditor([]), kind)
    expect(Definition.safeParse({ fields }).error?.issues ?? []).toEqual([])
  })

  test('is added after the selected one, under a key of its own', () => {
    const once = addField({ ...start(), selected: 'name' }, 'rating')
    expect(keys(once)).toEqual(['name', 'rating', 'mood', 'end'])
    expect(keys(addField(once, 'rating'))).toEqual(['name', 'rating', 'rating_2', 'mood', 'end'])
    expect(keys(addField({ ...start(), selected: null }, 'email'))).toEqual(['name', 'mood', 'end', 'email'])
  })

  test('never gets a key whose answers are another’s', () => {
    expect(keys(addField(openEditor([], ['email']), 'email'))).toEqual(['email_2'])
    const again = addField(removeField(addField(openEditor([]), 'email'), 'email'), 'email')
    expect(keys(again)).toEqual(['email_2'])
  })

  test('is copied after itself, with everything but its key', () => {
    const copied = duplicateField(start(), 'mood')
    expect(copied.fields[2]).toEqual({ ...mood, key: 'rating' })
    expect(copied.selected).toBe('rating')
    expect(duplicateField(start(), 'nobody')).toEqual(start())
  })

  test('that is moved past an end stays at it', () => {
    expect(keys(moveField(start(), 'name', 99))).toEqual(['mood', 'end', 'name'])
    expect(keys(moveField(start(), 'end', -5))).toEqual(['end', 'name', 'mood'])
    expect(moveField(start(), 'name', 0).past).toEqual([])
  })

  test('that goes selects the next, then the one before, then none', () => {
    const { selected } = removeField(start(), 'name')
    expect(selected).toBe('mood')
    expect(removeField(start(), 'end').selected).toBe('mood')
    expect(removeField(openEditor([name]), 'name').selected).toBeNull()
  })
})

describe('the way back', () => {
  test('takes what was typed in one place as one step, and another place as the next', () => {
    let state = start()
    for (const label of ['Y', 'Yo', 'You']) state = changeField(state, 'name', { label })
    state = changeField(state, 'name', { help: 'As friends say it' })
    expect(state.past).toHaveLength(2)
    state = undo(undo(state))
    expect(state.fields).toEqual(start().fields)
    expect(undo(state)).toEqual(state)
    state = redo(redo(state))
    expect(state.fields[0]).toMatchObject({ label: 'You', help: 'As friends say it' })
    expect(redo(state)).toEqual(state)
  })

  test('ends the way forth when something new is done', () => {
    const state = addField(undo(removeField(start(), 'name')), 'email')
    expect(state.future).toEqual([])
  })

  test('keeps a hundred steps at most', () => {
    let state = start()
    for (let place = 0; place < 150; place += 1) state = moveField(state, 'name', place % 2 === 0 ? 2 : 0)
    expect(state.past).toHaveLength(100)
  })
})

describe('what hinders', () => {
  test('is named with its field', () => {
    const unnamed = { ...name, label: '' }
    expect(findProblems([unnamed])).toEqual([expect.objectContaining({ key: 'name', name: 'Short text' })])
  })

  test('is a condition on a field that went, or moved behind', () => {
    const depending = {
      ...mood,
      shownIf: { join: 'and' as const, tests: [{ key: 'name', is: 'answered' as const }] },
    }
    expect(findProblems([name, depending])).toEqual([])
    expect(findProblems([depending])[0]).toMatchObject({ key: 'mood' })
    expect(findProblems([depending, name])[0]?.message).toContain('Move it up')
  })

  test('is a form that asks nothing, when it is to be published', () => {
    expect(findProblems([end])).toEqual([])
    expect(findObstacles([end])).toHaveLength(1)
    expect(findObstacles([name])).toEqual([])
  })
})
