import { afterEach, expect, it, vi } from 'vitest'
import { configureLog, describeError, log } from './log'

const written = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)

afterEach(() => {
  written.mockClear()
  configureLog({ level: 'info', format: 'text' })
})

const lines = () => written.mock.calls.map(([line]) => String(line))

it('a new line in a value cannot forge an entry', () => {
  log('warn', 'odd\nname', { name: 'a\nb' })
  expect(lines()).toEqual([expect.stringMatching(/^\S+ warn odd\\nname name="a\\nb"\n$/)])
})

it('JSON is one object a line, and what is below the level is left out', () => {
  configureLog({ level: 'warn', format: 'json' })
  log('info', 'quiet')
  log('error', 'loud', { status: 500 })
  expect(lines().map((line) => JSON.parse(line) as unknown)).toEqual([
    { time: expect.any(String) as unknown, level: 'error', message: 'loud', status: 500 },
  ])
})

it('an error is described with its causes', () => {
  const error = new Error('outer', { cause: new TypeError('inner') })
  expect(describeError(error)).toMatch(/Error: outer[\s\S]*caused by TypeError: inner/)
  expect(describeError('text')).toBe('text')
  expect(describeError(new DOMException('The connection was closed.', 'AbortError'))).toContain('closed')
})
