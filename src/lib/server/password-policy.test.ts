import { describe, expect, it } from 'vitest'
import { assertGoodPassword, findWeakness } from './password-policy'

const owner = { email: 'grace.hopper@example.org', name: 'Grace Hopper' }

describe('a password is refused, and told why,', () => {
  it.each([
    ['when it is a common one', 'unbelievable', /most used/],
    ['also in capitals and with spaces', 'Leave Me Alone', /most used/],
    ['also in other forms of the letters', 'ｕｎｂｅｌｉｅｖａｂｌｅ', /most used/],
    ['when a common one has something around it', '!Password2031', /most used passwords with/],
    ['when it is one character', 'aaaaaaaaaaaa', /repeats/],
    ['when it is very few', 'abababcababab', /repeats/],
    ['when it says something twice', 'tree frog tree frog', /repeats/],
    ['when it holds the address', 'x grace.hopper@example.org x', /name or your address/],
    ['when it holds the address without its signs', '9 GraceHopper-example 9', /name or your address/],
    ['when it holds the name', 'I am GRACE  HOPPER indeed', /name or your address/],
  ])('%s', async (_, password, reason) => {
    expect(await findWeakness(password, owner)).toMatch(reason)
  })
})

describe('a password is taken', () => {
  it.each([
    ['of lower-case words alone', 'seven quiet herons wade'],
    ['of digits alone', '84920571639402'],
    ['of any script', '静かな七羽の鷺が川を渡る朝'],
    ['that holds a name that is too short to count', 'the adamant baker', { email: 'ad@x.org', name: 'Ad' }],
    ['that holds a common word among others', 'password of the seven herons'],
  ])('%s', async (_, password, person = owner) => {
    expect(await findWeakness(password, person)).toBeUndefined()
  })
})

it('says the reason at the field that it was asked for', async () => {
  await expect(assertGoodPassword('unbelievable', owner, 'newPassword')).rejects.toMatchObject({
    code: 'bad_input',
    issues: [{ path: 'newPassword', message: expect.stringContaining('most used') }],
  })
})
