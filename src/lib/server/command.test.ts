// @vitest-environment node
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { features, identity } from '@/app'
import { print, runCommand, type Command, type CommandGroup, type Program } from './command'
import { AppError, OperatorError } from './errors'
import { readSecretFromStdin } from './stdin'

let stdout = ''
let stderr = ''

beforeEach(() => {
  stdout = ''
  stderr = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text))))
})
afterEach(() => {
  vi.restoreAllMocks()
})

const show: Command = {
  example: 'capsule show 7 --as text',
  arguments: [
    { name: 'ID', about: 'the number of one' },
    { name: 'PART', about: 'a part of it', optional: true },
  ],
  options: {
    as: { type: 'string', value: 'FORMAT', about: 'text or json' },
    all: { type: 'boolean', about: 'everything' },
  },
  run: (_, input) =>
    print(
      JSON.stringify([
        input.needed('ID'),
        input.argument('PART') ?? null,
        input.option('as') ?? null,
        input.flag('all'),
      ]),
    ),
}

const user: CommandGroup = {
  commands: {
    create: {
      ...show,
      summary: 'makes one',
      arguments: [],
      options: { email: { type: 'string', value: 'ADDRESS', about: 'of the person', needed: true } },
      run: (_, input) => print(input.needed('email')),
    },
    fail: {
      summary: 'fails',
      example: 'capsule user fail',
      run: () => {
        throw new AppError('conflict', 'There is one already.')
      },
    },
    fill: {
      summary: 'fills the disk',
      example: 'capsule user fill',
      run: () => {
        throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
      },
    },
    pipe: {
      summary: 'writes to nobody',
      example: 'capsule user pipe',
      run: () => {
        throw Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
      },
    },
    give: {
      summary: 'gives up',
      example: 'capsule user give',
      run: () => {
        throw new OperatorError('the file is gone.', { exitCode: 66 })
      },
    },
  },
}

const program: Program = {
  identity,
  features,
  env: {},
  embedded: { version: '1', files: [], migrations: [] } as unknown as Program['embedded'],
  commands: {
    show: { summary: 'shows one', load: async () => show },
    user: { summary: 'looks after accounts', load: async () => user },
    help: { summary: 'lists', load: async () => ({ example: '', run: () => print('the list') }) },
  },
}

const run = (line: string) => runCommand(line === '' ? [] : line.split(' '), program)

describe('a command line that is not understood gets one line and 2', () => {
  it.each([
    ['frobnicate', /unknown command "frobnicate"/],
    ['constructor', /unknown command "constructor"/],
    ['show', /^capsule: show needs ID, the number of one/],
    ['show 7 part more', /does not take "more"/],
    ['show 7 --frobnicate', /frobnicate/],
    ['show 7 --as', /as/],
    ['user', /^capsule: user needs one of create, fail, fill, pipe, give/],
    ['user frobnicate', /^capsule: user has no "frobnicate", only create, fail, fill, pipe, give/],
    ['user create', /needs --email ADDRESS, of the person/],
    ['user create eve@example.org', /eve@example\.org/],
  ])('%s', async (line, sentence) => {
    expect(await run(line)).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/^capsule: [^\n]+; capsule help lists what there is\.\n$/)
  })
})

it('a refusal of a service is one line and 1, one for the operator has its own code', async () => {
  expect(await run('user fail')).toBe(1)
  expect(stderr).toBe('capsule: There is one already.\n')
  expect(await run('user give')).toBe(66)
})

it('a command gets its arguments, options and flags', async () => {
  expect(await run('show 7 --as text left --all')).toBe(0)
  expect(await run('show 7')).toBe(0)
  expect(await run('user create --email ada@example.org')).toBe(0)
  expect(stdout).toBe('["7","left","text",true]\n["7",null,null,false]\nada@example.org\n')
})

describe('help', () => {
  it.each(['show --help', 'show 7 -h', 'help show'])('of a command says what it takes: %s', async (line) => {
    expect(await run(line)).toBe(0)
    expect(stdout).toContain('Usage: capsule show ID [PART] [--as FORMAT] [--all]')
    expect(stdout).toContain('  --as FORMAT  text or json')
  })

  it.each(['user --help', 'help user'])('of a group lists what is in it: %s', async (line) => {
    expect(await run(line)).toBe(0)
    expect(stdout).toContain('  create  makes one')
  })

  it('of a sub-command says what is needed', async () => {
    expect(await run('help user create')).toBe(0)
    expect(stdout).toContain('Usage: capsule user create --email ADDRESS')
  })
})

describe('a secret on standard input', () => {
  const pipe = (text: string) => {
    const stream = new PassThrough()
    stream.end(text)
    return stream
  }

  it.each([
    ['', null],
    ['\n', null],
    ['a long sentence\n', 'a long sentence'],
    ['a long sentence\r\n', 'a long sentence'],
    [' kept as it is ', ' kept as it is '],
  ])('%j is read from a pipe as %j', async (text, secret) => {
    expect(await readSecretFromStdin('Password', pipe(text))).toBe(secret)
    expect(stderr).toBe('')
  })

  it('is refused when there is more than one line, or far too much', async () => {
    await expect(readSecretFromStdin('Password', pipe('one\ntwo\n'))).rejects.toThrow('more than one line')
    await expect(readSecretFromStdin('Password', pipe('x'.repeat(100_000)))).rejects.toThrow('too much')
  })

  it('is asked for at a terminal without echo, with keys to erase and to stop', async () => {
    const modes: boolean[] = []
    const terminal = () =>
      Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) })
    const typing = terminal()
    const asked = readSecretFromStdin('Password', typing as never)
    typing.write('a long senx')
    typing.write('\u007Ftence\r')
    expect(await asked).toBe('a long sentence')
    expect([stderr, stdout, modes]).toEqual(['Password: \n', '', [true, false]])
    const stopped = terminal()
    const refused = readSecretFromStdin('Password', stopped as never)
    stopped.write('\u0003')
    await expect(refused).rejects.toMatchObject({ exitCode: 130 })
  })
})

it('a full disk is a sentence with what to do', async () => {
  expect(await run('user fill')).toBe(1)
  expect(stderr).toMatch(/^capsule: the disk is full\. .*Make room/)
})

it('a reader that went away hears nothing more, on stderr neither', async () => {
  expect(await run('user pipe')).toBe(141)
  expect(stdout + stderr).toBe('')
})
