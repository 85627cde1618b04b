import type { Chance } from '@/lib/server/demo-chance'

const firstNames =
  `Ada Amir Anneliese Bruno Carla Chidi Daan Elif Emeka Farah Gustav Hana Ines Jakub Jonas Karim Kenji Lena Leyla Lucía
  Maja Malik Mateo Mei Mira Noor Olga Omar Paul Priya Rosa Samuel Sofia Tariq Thea Tomasz Ulla Vera Wanda Yusuf Zoë`.split(
    /\s+/,
  )
const lastNames =
  `Abay Albers Bauer Bianchi Çelik Costa Demir Díaz Eriksen Fischer Fontaine Garcia Haddad Hansen Ito Jansen Kaya Keller
  Kowalski Kumar Lange Lindqvist Maier Mensah Meyer Novák Okafor Park Petrov Ricci Rossi Sato Schmidt Sørensen Tanaka Vogel
  Weber Wójcik Zhang Ziegler`.split(/\s+/)

/** As people write them: from the right to the left, without a last name, and long. */
const rareNames = [
  { name: 'فاطمة الزهراء', address: 'fatima.zahra' },
  { name: 'יעל כהן', address: 'yael' },
  { name: '田中 花子', address: 'hanako.tanaka' },
  { name: 'Zé', address: 'ze' },
  {
    name: 'Maria-Theresia Freifrau von Hohenstein-Wackerbarth zu Untermöhren',
    address: 'mth.von.hohenstein-wackerbarth',
  },
]

/** Somebody's name with an address at a domain that nobody has (RFC 2606). */
export function personOf(chance: Chance): { name: string; email: string } {
  const { name, address } = chance.is(0.04) ? chance.pick(rareNames) : commonName(chance)
  const more = chance.is(0.4) ? String(chance.between(1, 99)) : ''
  return { name, email: `${address}${more}@example.${chance.pick(['org', 'com', 'net'])}` }
}

function commonName(chance: Chance) {
  const [first, last] = [chance.pick(firstNames), chance.pick(lastNames)]
  return { name: `${first} ${last}`, address: `${plain(first)}.${plain(last)}` }
}

function plain(name: string): string {
  return name
    .replaceAll('ø', 'o')
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()
}
