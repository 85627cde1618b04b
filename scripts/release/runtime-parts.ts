import { Database } from 'bun:sqlite'

/** Something that is in the binary and is no package: its licence by its SPDX name where it has one. */
export type Part = { name: string; version?: string; licence: string; home: string }

/** The runtime, and what it links: https://bun.com/docs/project/license */
export function readRuntimeParts(): Part[] {
  return [
    { name: 'bun', version: Bun.version, licence: 'MIT', home: 'https://github.com/oven-sh/bun' },
    {
      name: 'sqlite',
      version: sqliteVersion(),
      licence: 'blessing',
      home: 'https://sqlite.org/copyright.html',
    },
    ...linked.map(([name, licence, home]) => ({ name, licence, home })),
  ]
}

function sqliteVersion(): string {
  const db = new Database(':memory:')
  const [version] = db.query('SELECT sqlite_version()').values().flat()
  db.close()
  return String(version)
}

const linked: [name: string, licence: string, home: string][] = [
  ['JavaScriptCore', 'LGPL-2.0-only', 'https://github.com/oven-sh/WebKit'],
  ['boringssl', 'several, see there', 'https://boringssl.googlesource.com/boringssl'],
  ['brotli', 'MIT', 'https://github.com/google/brotli'],
  ['c-ares', 'MIT', 'https://github.com/c-ares/c-ares'],
  ['highway', 'Apache-2.0', 'https://github.com/google/highway'],
  ['icu', 'Unicode-3.0', 'https://github.com/unicode-org/icu'],
  ['libarchive', 'several, see there', 'https://github.com/libarchive/libarchive'],
  ['libbase64', 'BSD-2-Clause', 'https://github.com/aklomp/base64'],
  ['libdeflate', 'MIT', 'https://github.com/ebiggers/libdeflate'],
  ['libjpeg-turbo', 'BSD-3-Clause AND IJG AND Zlib', 'https://github.com/libjpeg-turbo/libjpeg-turbo'],
  ['libspng', 'BSD-2-Clause', 'https://github.com/randy408/libspng'],
  ['libwebp', 'BSD-3-Clause', 'https://github.com/webmproject/libwebp'],
  ['lol-html', 'BSD-3-Clause', 'https://github.com/cloudflare/lol-html'],
  ['ls-hpack', 'MIT', 'https://github.com/litespeedtech/ls-hpack'],
  ['ls-qpack', 'MIT', 'https://github.com/litespeedtech/ls-qpack'],
  ['lsquic', 'MIT AND BSD-3-Clause', 'https://github.com/litespeedtech/lsquic'],
  ['mimalloc', 'MIT', 'https://github.com/microsoft/mimalloc'],
  ['picohttpparser', 'MIT', 'https://github.com/h2o/picohttpparser'],
  ['simdutf', 'Apache-2.0', 'https://github.com/simdutf/simdutf'],
  ['tinycc', 'LGPL-2.1-only', 'https://github.com/tinycc/tinycc'],
  ['uSockets', 'Apache-2.0', 'https://github.com/uNetworking/uSockets'],
  ['uWebSockets', 'Apache-2.0', 'https://github.com/jarred-sumner/uwebsockets'],
  ['uucode', 'MIT', 'https://github.com/jacobsandlund/uucode'],
  ['zlib-ng', 'Zlib', 'https://github.com/zlib-ng/zlib-ng'],
  ['zstd', 'BSD-3-Clause', 'https://github.com/facebook/zstd'],
]
