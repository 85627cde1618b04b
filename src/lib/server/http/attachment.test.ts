import { expect, test } from 'vitest'
import { attachment } from './attachment'

test('A name cannot end its header or begin another, and stays what it is', () => {
  expect(attachment('a"\r\nSet-Cookie: b;.csv')).toBe(
    `attachment; filename="a_Set-Cookie_ b_.csv"; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20b%3B.csv`,
  )
  expect(attachment("Brötchen (1)'s.pdf")).toContain("filename*=UTF-8''Br%C3%B6tchen%20_1__s.pdf")
  expect(attachment('\uD800')).toContain('%EF%BF%BD')
})
