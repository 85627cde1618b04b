/** Notes that teach what a note can do, the last of them on top. */
export const samples: { title: string; tags: string[]; body: string; isPinned?: boolean }[] = [
  {
    title: 'Markdown in one page',
    tags: ['sample', 'markdown'],
    body: `Write plain text; a few signs give it shape. Press *Edit* to see how this page is written.

## Words

**Bold**, *italic*, ~~no longer true~~, \`code\`, and a [link](https://commonmark.org/help/).

## Lists

- One thing
- Another
  - and what belongs to it

1. First this
2. Then that

## Tables

| Bread | Weight | Price |
| --- | ---: | ---: |
| House loaf | 1 kg | 4.80 |
| Rye | 750 g | 4.20 |

> A quotation stands a little apart.`,
  },
  {
    title: 'Tags find things again',
    tags: ['sample', 'tags'],
    body: `A note may have several tags; one is usually enough. In the list a tag shows everything that has it, and the search
finds any word of title, text and tags.

- **Pin** what everybody looks for.
- **Archive** what is over: search still finds it there.
- **Trash** what was a mistake; it can be brought back for a while.

A note is for the whole workspace, or only for you. You choose that below its text.`,
  },
  {
    title: 'Keys for quick hands',
    tags: ['sample', 'keys'],
    body: `| Keys | What they do |
| --- | --- |
| Ctrl K, or Cmd K | go anywhere, find anything |
| ? | all keys of the page |
| g, then n | to the notes |
| g, then h | to this workspace’s start |
| j, k, Enter | in the list: to the next note, to the one before, open it |
| e, #, p | in the list: archive, put into the trash, pin |
| / | in the list: search |
| Ctrl S | save what you write |`,
  },
  {
    title: 'Begin here',
    tags: ['sample'],
    isPinned: true,
    body: `This is a note, and it is pinned, so it stays on top. Three things to try:

- [ ] Edit this note and save it
- [ ] Give it another tag
- [ ] Put it into the trash, and bring it back

The other samples tell of Markdown, of tags and of keys. They all have the tag \`sample\`.`,
  },
]
