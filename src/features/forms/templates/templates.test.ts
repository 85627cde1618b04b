import { expect, test } from 'vitest'
import { Definition } from '../definition/definition.schema'
import { FormSettings } from '../forms.schema'
import { findTemplate, templates } from './templates'

test.each(templates)('The template $id is a form as it is', ({ id, fields, settings }) => {
  expect(Definition.safeParse({ fields }).error?.issues ?? []).toEqual([])
  expect(FormSettings.safeParse(settings ?? {}).success).toBe(true)
  expect(findTemplate(id)?.fields).toBe(fields)
})

test('Each template has an id of its own', () => {
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length)
})
