import type { DemoNote } from './series.demo'

/** What people write in their own languages, in the shop's workspace. */
export const notesInLanguages: readonly DemoNote[] = [
  {
    age: 341,
    title: 'Sauerteig pflegen, wenn Ada nicht da ist',
    tags: ['bread', 'how-to'],
    body: 'Um **vier** und um **sechzehn Uhr**, auch am Sonntag.\n\n| | Menge |\n| --- | ---: |\n| Anstellgut | 200 g |\n| Roggenmehl | 400 g |\n| Wasser, 28 °C | 400 g |\n\nRiecht er nach Apfel, ist alles gut. Riecht er nach Lack, hat er Hunger: einmal zusätzlich füttern und Bescheid sagen.',
  },
  {
    age: 318,
    title: 'Réglages du four pour les viennoiseries',
    tags: ['bread', 'how-to'],
    body: 'Préchauffer à **210 °C**, porte fermée pendant vingt minutes au moins.\n\n1. Croissants : 17 minutes, clé ouverte à la fin.\n2. Pains au chocolat : deux minutes de plus.\n3. Brioches : 180 °C, sinon le dessus brûle avant que le cœur soit cuit.\n\nNe jamais enfourner deux plaques pleines l’une au-dessus de l’autre.',
  },
  {
    age: 296,
    title: 'Zamówienie mąki na święta',
    tags: ['suppliers'],
    body: 'W grudniu zużywamy prawie dwa razy więcej pszennej niż w listopadzie.\n\n- [x] Zadzwonić do młyna przed piętnastym\n- [x] Zrobić miejsce w suchym magazynie\n- [ ] Sprawdzić, czy worki stoją na paletach, a nie na podłodze',
  },
  {
    age: 262,
    title: 'Kahve tezgâhında sabah düzeni',
    tags: ['coffee', 'checklist'],
    body: 'Kapı açılmadan önce:\n\n- [ ] Makine yirmi dakika ısınsın\n- [ ] Değirmen: 18 gram, 28 saniye\n- [ ] İlk fincan dökülür, ikincisi **tadılır**\n- [ ] Süt dolabı 4 derecenin altında',
  },
  {
    age: 233,
    title: 'Що спитати в млинаря',
    tags: ['suppliers', 'bread'],
    body: 'Нове борошно бере менше води, ніж торішнє. Перш ніж міняти рецепт, треба запитати:\n\n1. З якого поля це зерно і коли його змололи?\n2. Скільки в ньому білка?\n3. Чи можна отримати десять кілограмів на пробу?',
  },
  {
    age: 204,
    title: '包装の手順と贈り物の箱',
    tags: ['shop', 'how-to'],
    body: '贈り物は**必ず二人で**確認します。\n\n- 箱の底に薄紙を一枚\n- 焼き菓子は冷めてから入れる\n- 原材料の札を内側に貼る\n- 紐は十字、結び目は左上',
  },
  {
    age: 171,
    title: 'قائمة تنظيف يوم الأحد',
    tags: ['checklist', 'team'],
    body: 'نبدأ بعد إغلاق المحل في الساعة الثانية.\n\n- [x] الفرن من الداخل، بعد أن يبرد\n- [x] رفوف التخمير\n- [ ] المصارف، بالماء الساخن\n- [ ] النوافذ من جهة الشارع\n\nمن يغلق الباب الخلفي يكتب اسمه على اللوح.',
  },
  {
    age: 139,
    title: 'Receita da broa da avó, medida ao grama',
    tags: ['recipe', 'bread'],
    body: 'Ela media com a mão; nós pesámos a mão dela.\n\n| | |\n| --- | ---: |\n| Farinha de milho | 600 g |\n| Farinha de centeio | 400 g |\n| Água a ferver | 550 g |\n| Fermento velho | 200 g |\n\nEscaldar o milho, esperar que arrefeça, e **só então** o resto.',
  },
  {
    age: 97,
    title: 'Ca sáng: những việc cần nhớ',
    tags: ['checklist', 'shop'],
    body: 'Mở cửa lúc sáu giờ, không muộn hơn.\n\n1. Bật đèn, đếm tiền lẻ, ghi vào sổ.\n2. Bánh mì đen ở bên trái, bánh mì trắng ở bên phải.\n3. Thẻ ghi chất gây dị ứng phải ở **trước** mỗi khay.',
  },
  {
    age: 62,
    title: 'Seanfhocal don bhalla',
    tags: ['team'],
    visibility: 'workspace',
    body: '> Is maith an t-anlann an t-ocras.\n\nHunger is a good sauce. Under it we could hang the opening hours.',
  },
  {
    age: 350,
    title: 'Where things are when you are new',
    tags: ['team', 'how-to'],
    mark: 'pin',
    body: 'Everything on one page, so that you need to ask only once.\n\n| What | Where |\n| --- | --- |\n| First aid | left of the back door, green box |\n| Fuses | [[Fuse for the oven: third from the left]] |\n| Aprons | second drawer; the blue ones are small |\n| Price list | beside the till, and in the forms |\n| Orders | Forms → *Order bread* |\n\nHow we write things down: [[How we keep notes here]].',
  },
]

export const notesOfRoastery: readonly DemoNote[] = [
  {
    age: 360,
    title: 'Reading a roast',
    tags: ['coffee', 'how-to'],
    mark: 'pin',
    body: 'A roast is a curve, and a table is its shadow. Four moments are enough to draw it.\n\n1. **Turning point.** The drum gives, the beans take. Early means that the charge was too cool or too small.\n2. **Yellow.** The water is gone and the smell changes from grass to hay. From here heat makes taste.\n3. **First crack.** They open. From here on it goes quickly.\n4. **Drop.** The share of the time after the crack is what people call development: 14 to 20 per cent is where we live.\n\n> When in doubt, taste. When not in doubt, taste too.',
  },
]

export const notesOfOffice: readonly DemoNote[] = [
  {
    age: 355,
    title: 'Where the papers are',
    tags: ['how-to', 'money'],
    mark: 'pin',
    body: '| Folder | Holds | Kept for |\n| --- | --- | --- |\n| Blue | bills, letters, receipts | ten years |\n| Red | contracts, lease, insurance | until they end, and then three years |\n| Green | wages | six years |\n\nWhat is scanned is thrown away only when Greta has said so. Passwords are in nobody’s folder.',
  },
]
