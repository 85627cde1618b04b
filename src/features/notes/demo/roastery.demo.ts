import { dayOf, monthOf, row, some, type Series } from './series.demo'

const coffees = [
  { name: 'the washed one from the highlands', cup: ['apricot', 'black tea', 'honey'] },
  { name: 'the natural from the lake', cup: ['strawberry', 'cocoa', 'rose'] },
  { name: 'the house espresso', cup: ['hazelnut', 'dark chocolate', 'orange peel'] },
  { name: 'the decaf', cup: ['malt', 'toffee', 'walnut'] },
  { name: 'the small lot from the co-op', cup: ['blackcurrant', 'tomato leaf', 'brown sugar'] },
  { name: 'the pulped natural', cup: ['almond', 'plum', 'milk chocolate'] },
]

const remarks = [
  'A little short at the end. Next time five degrees more at the charge.',
  'Sweet and round. Nothing to change, which is the hardest instruction.',
  'Baked: it crawled after yellow. More heat at 5:30, and less talk.',
  'The first crack was hard to hear under the fan. We trust the colour.',
  'Better after six days than after three. The bag says so now.',
  'Sour when hot, lovely when cool. People drink it hot, so: ten seconds longer.',
]

const roasts: Series = {
  share: 0.62,
  make: ({ number, day, chance, before }) => {
    const { name, cup } = chance.pick(coffees)
    const [a, b] = some(chance, cup, 2)
    const charge = chance.between(186, 204)
    const crack = 500 + chance.between(0, 45)
    const drop = crack + chance.between(85, 125)
    const time = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    return {
      title: `Roast ${number}: ${name}`,
      tags: ['coffee', 'roast'],
      body: [
        `${dayOf(day)}, batch of ${chance.pick([4, 5, 6])} kg.`,
        [
          row('Minute', 'Bean', 'What happened'),
          row('---:', '---:', '---'),
          row('0:00', `${charge} °C`, 'charged'),
          row(time(chance.between(72, 88)), `${chance.between(88, 96)} °C`, 'turning point'),
          row(time(chance.between(290, 330)), '150 °C', 'yellow, smells of hay'),
          row(time(crack), `${chance.between(194, 198)} °C`, 'first crack'),
          row(time(drop), `${chance.between(204, 211)} °C`, 'dropped'),
        ].join('\n'),
        `Development ${time(drop - crack)}, ${Math.round((100 * (drop - crack)) / drop)} % of the whole. **Cup:** ${a}, ${b}.`,
        chance.pick(remarks),
        `${before === null ? '' : `The one before: [[${before}]]. `}How to read the table: [[Reading a roast]].`,
      ].join('\n\n'),
    }
  },
}

const cuppings: Series = {
  share: 0.22,
  make: ({ number, day, chance }) => ({
    title: `Cupping ${number}, ${dayOf(day)}`,
    tags: ['coffee', 'cupping'],
    body: [
      'Twelve grams, two hundred of water at 94 degrees, four minutes, break, skim, wait until one can hold the spoon.',
      [
        row('Cup', 'Sweet', 'Clean', 'Body', 'Words'),
        row('---', '---:', '---:', '---:', '---'),
        ...some(chance, coffees, 4).map(({ name, cup }) =>
          row(name, ...[1, 2, 3].map(() => chance.between(11, 18) / 2), some(chance, cup, 2).join(', ')),
        ),
      ].join('\n'),
      chance.pick([
        'We agreed on the best and on nothing else.',
        'Blind, as always. Mehmet found his own roast and liked it least.',
        'The one from the lake divides the table. It goes on the filter only.',
      ]),
    ].join('\n\n'),
  }),
}

const stock: Series = {
  share: 0.16,
  make: ({ number, day, chance }) => ({
    title: `Green stock ${number}, ${monthOf(day)}`,
    tags: ['coffee', 'stock'],
    body: [
      'Counted by two, weighed by one. Sacks that are open count as what is in them.',
      [
        row('Coffee', 'Sacks', 'kg', 'Lasts'),
        row('---', '---:', '---:', '---'),
        ...some(chance, coffees, 5).map(({ name }) => {
          const kilos = chance.between(40, 300)
          return row(name, Math.ceil(kilos / 60), kilos, `${Math.ceil(kilos / 24)} weeks`)
        }),
      ].join('\n'),
      '- [x] Moisture between 10 and 11.5\n- [x] Nothing on the floor\n- [ ] Order what lasts less than six weeks',
    ].join('\n\n'),
  }),
}

export const roasterySeries: readonly Series[] = [roasts, cuppings, stock]
