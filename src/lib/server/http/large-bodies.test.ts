import { afterEach, describe, expect, it } from 'vitest'
import { largeBodies, reserveRoom } from './large-bodies'

const MIB = 1024 * 1024
const releases: (() => void)[] = []
const reserve = (bytes: number, address: string) => releases.push(reserveRoom(bytes, address))

afterEach(() => {
  for (const release of releases.splice(0)) release()
})

describe('large bodies', () => {
  it('are refused, with the seconds to wait, when too much of all is under way', () => {
    reserve(25 * MIB, 'a')
    reserve(25 * MIB, 'b')
    const busy = expect.objectContaining({ code: 'busy', retryAfter: largeBodies.retryAfter })
    expect(() => reserve(1, 'c')).toThrow(busy)
    releases.shift()?.()
    reserve(MIB, 'c')
  })

  it('of one address leave room for another', () => {
    reserve(20 * MIB, 'a')
    expect(() => reserve(20 * MIB, 'a')).toThrow(expect.objectContaining({ code: 'busy' }))
    reserve(5 * MIB, 'a')
    reserve(20 * MIB, 'b')
  })

  it('are taken one at a time however large one is', () => {
    reserve(largeBodies.most, 'a')
    releases.shift()?.()
    expect(() => reserve(largeBodies.most, 'a')).not.toThrow()
  })
})
