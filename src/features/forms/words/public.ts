import type { FileKind } from '../definition/field.schema'
import { answerWords, type AnswerWords } from './answers'

/** What a public page says by itself, beside the words of its form's author. */
export type Words = {
  /** How the language names itself. */
  name: string
  answers: AnswerWords
  skip: string
  optional: string
  next: string
  back: string
  send: string
  sending: string
  review: string
  reviewHint: string
  edit: string
  change: (title: string) => string
  unanswered: string
  page: (place: number, of: number) => string
  problems: (count: number) => string
  newQuestions: string
  filesLast: string
  filesHere: string
  chooseFilesAgain: string
  other: string
  otherWords: string
  choose: string
  place: (place: number) => string
  yes: string
  no: string
  drawn: string
  drawHere: string
  clear: string
  typeName: string
  fileLimits: (files: number, megabytes: string) => string
  fileKinds: Record<FileKind, string>
  takesKinds: (kinds: string) => string
  filesAgain: (names: string) => string
  kept: string
  discard: string
  offline: string
  online: string
  failed: string
  retry: string
  thinking: string
  thanks: string
  thanksText: string
  again: string
  alreadySent: string
  closed: string
  closedText: string
  notOpen: string
  notOpenText: (when: string) => string
  full: string
  fullText: string
  enough: string
  enoughText: string
  gone: string
  goneText: string
  openAgain: string
  unsent: string
  unsentText: string
  needsLink: string
  needsLinkText: string
  unknownLink: string
  unknownLinkText: string
  usedLink: string
  usedLinkText: string
  revokedLink: string
  revokedLinkText: string
  preview: string
  previewText: string
  previewAgain: string
  previewLeads: (address: string) => string
  leaveEmpty: string
  tooOften: string
  needsScript: string
}

const en: Words = {
  name: 'English',
  answers: answerWords.en,
  skip: 'Skip to the form',
  optional: 'optional',
  next: 'Next',
  back: 'Back',
  send: 'Send',
  sending: 'Sending…',
  review: 'Check your answers',
  reviewHint: 'Nothing has been sent yet. Go back to change something, or send it.',
  edit: 'Change',
  change: (title) => `Change ${title}`,
  unanswered: 'Not answered',
  page: (place, of) => `Page ${place} of ${of}`,
  problems: (count) => (count === 1 ? 'One answer needs another look' : `${count} answers need another look`),
  newQuestions: 'Your answers lead to further questions on this page.',
  filesLast: 'You choose the files on the last page, before you send.',
  filesHere: 'Choose the files that go with your answers.',
  chooseFilesAgain: 'Choose the files once more: a browser does not keep them when a page is shown again.',
  other: 'Something else',
  otherWords: 'In your own words',
  choose: 'Choose one',
  place: (place) => `Place ${place}`,
  yes: 'Yes',
  no: 'No',
  drawn: 'Signed by hand',
  drawHere: 'Sign here with a finger, a pen or a mouse',
  clear: 'Clear',
  typeName: 'Or type your full name as your signature',
  fileLimits: (files, megabytes) =>
    files === 1
      ? `One file of up to ${megabytes} MB.`
      : `Up to ${files} files of up to ${megabytes} MB each.`,
  fileKinds: {
    image: 'pictures (JPEG, PNG)',
    pdf: 'PDF',
    text: 'text (TXT, CSV)',
    office: 'office documents (Word, Excel)',
    archive: 'archives (ZIP)',
    audio: 'sound (MP3)',
    video: 'video (MP4)',
  },
  takesKinds: (kinds) => `Takes ${kinds}.`,
  filesAgain: (names) => `Choose your files again, a browser does not keep them: ${names}`,
  kept: 'Your answers from earlier are back. They are kept on this device until you send them.',
  discard: 'Start anew',
  offline: 'You are offline. Your answers are kept on this device; send them once you are back online.',
  online: 'You are online again. Nothing was lost: you can send your answers.',
  failed: 'This could not be sent. Your answers are kept on this device; try again.',
  retry: 'Try again',
  thinking: 'Checking that you are not a program. This takes a few seconds.',
  thanks: 'Thank you',
  thanksText: 'Your answers have arrived.',
  again: 'Answer once more',
  alreadySent: 'This form was already answered from this browser.',
  closed: 'This form is closed',
  closedText: 'It takes no more answers. Ask whoever sent you here if you think it should.',
  notOpen: 'This form is not open yet',
  notOpenText: (when) => `It opens on ${when}. Come back then.`,
  full: 'All places are taken',
  fullText: 'Ask whoever sent you here whether there will be more.',
  enough: 'Too many answers came today',
  enoughText: 'This form takes no more until tomorrow. Your answers were not kept; come back then.',
  gone: 'This form has changed',
  goneText: 'The questions have changed since you opened it, so your answers no longer fit. Open it anew.',
  openAgain: 'Open the form',
  unsent: 'What you had answered',
  unsentText: 'It was not kept here. Copy what you still need.',
  needsLink: 'This form is answered by a personal link',
  needsLinkText: 'Open the link that was sent to you. If you have none, ask whoever told you of the form.',
  unknownLink: 'This link is not right',
  unknownLinkText:
    'A piece of it may be missing. Open it once more from where you got it, or ask for a new one.',
  usedLink: 'This link was used already',
  usedLinkText:
    'It is good for one answer, and that has arrived. If it was not yours, ask for a new link where you got it.',
  revokedLink: 'This link is no longer good',
  revokedLinkText: 'It was taken back by whoever gave it out. Ask there for a new one.',
  preview: 'Preview',
  previewText: 'This is a preview. Nothing that you enter is kept.',
  previewAgain: 'Begin again',
  previewLeads: (address) => `Visitors are led on to ${address}.`,
  leaveEmpty: 'Leave this empty',
  tooOften: 'Many answers came from your network just now. Wait a minute, then send it again.',
  needsScript:
    'This form takes a proof that only a script can make. Switch scripts on in your browser, or ask whoever sent you here for another way.',
}

const de: Words = {
  name: 'Deutsch',
  answers: answerWords.de,
  skip: 'Zum Formular springen',
  optional: 'freiwillig',
  next: 'Weiter',
  back: 'Zurück',
  send: 'Absenden',
  sending: 'Wird gesendet…',
  review: 'Antworten prüfen',
  reviewHint: 'Noch ist nichts gesendet. Sie können zurückgehen und etwas ändern oder absenden.',
  edit: 'Ändern',
  change: (title) => `${title} ändern`,
  unanswered: 'Nicht beantwortet',
  page: (place, of) => `Seite ${place} von ${of}`,
  problems: (count) =>
    count === 1 ? 'Eine Antwort stimmt noch nicht' : `${count} Antworten stimmen noch nicht`,
  newQuestions: 'Aus Ihren Antworten ergeben sich weitere Fragen auf dieser Seite.',
  filesLast: 'Die Dateien wählen Sie auf der letzten Seite, vor dem Absenden.',
  filesHere: 'Wählen Sie die Dateien, die zu Ihren Antworten gehören.',
  chooseFilesAgain:
    'Bitte die Dateien noch einmal wählen: Der Browser behält sie nicht, wenn eine Seite neu gezeigt wird.',
  other: 'Etwas anderes',
  otherWords: 'In eigenen Worten',
  choose: 'Bitte wählen',
  place: (place) => `Platz ${place}`,
  yes: 'Ja',
  no: 'Nein',
  drawn: 'Von Hand unterschrieben',
  drawHere: 'Hier mit Finger, Stift oder Maus unterschreiben',
  clear: 'Löschen',
  typeName: 'Oder den vollen Namen als Unterschrift eintippen',
  fileLimits: (files, megabytes) =>
    files === 1
      ? `Eine Datei mit bis zu ${megabytes} MB.`
      : `Bis zu ${files} Dateien mit je bis zu ${megabytes} MB.`,
  fileKinds: {
    image: 'Bilder (JPEG, PNG)',
    pdf: 'PDF',
    text: 'Text (TXT, CSV)',
    office: 'Office-Dokumente (Word, Excel)',
    archive: 'Archive (ZIP)',
    audio: 'Ton (MP3)',
    video: 'Video (MP4)',
  },
  takesKinds: (kinds) => `Möglich: ${kinds}.`,
  filesAgain: (names) => `Bitte Ihre Dateien noch einmal wählen, der Browser behält sie nicht: ${names}`,
  kept: 'Ihre Antworten von vorhin sind wieder da. Sie bleiben auf diesem Gerät, bis Sie absenden.',
  discard: 'Neu beginnen',
  offline:
    'Sie sind offline. Ihre Antworten bleiben auf diesem Gerät; senden Sie sie, sobald Sie wieder online sind.',
  online: 'Sie sind wieder online. Nichts ging verloren: Sie können Ihre Antworten senden.',
  failed:
    'Das ließ sich nicht senden. Ihre Antworten bleiben auf diesem Gerät; versuchen Sie es noch einmal.',
  retry: 'Noch einmal versuchen',
  thinking: 'Es wird geprüft, dass Sie kein Programm sind. Das dauert ein paar Sekunden.',
  thanks: 'Vielen Dank',
  thanksText: 'Ihre Antworten sind angekommen.',
  again: 'Noch einmal antworten',
  alreadySent: 'Dieses Formular wurde von diesem Browser aus schon beantwortet.',
  closed: 'Dieses Formular ist geschlossen',
  closedText: 'Es nimmt keine Antworten mehr an. Fragen Sie nach, wo Sie den Link bekommen haben.',
  notOpen: 'Dieses Formular ist noch nicht offen',
  notOpenText: (when) => `Es öffnet am ${when}. Kommen Sie dann wieder.`,
  full: 'Alle Plätze sind vergeben',
  fullText: 'Fragen Sie nach, ob es weitere gibt.',
  enough: 'Heute kamen zu viele Antworten',
  enoughText:
    'Dieses Formular nimmt bis morgen keine mehr an. Ihre Antworten wurden nicht gespeichert; bitte kommen Sie dann wieder.',
  gone: 'Dieses Formular hat sich geändert',
  goneText:
    'Die Fragen haben sich seit dem Öffnen geändert, Ihre Antworten passen nicht mehr. Bitte neu öffnen.',
  openAgain: 'Formular öffnen',
  unsent: 'Was Sie geantwortet hatten',
  unsentText: 'Hier wurde es nicht gespeichert. Kopieren Sie, was Sie noch brauchen.',
  needsLink: 'Dieses Formular wird über einen persönlichen Link beantwortet',
  needsLinkText:
    'Öffnen Sie den Link, den Sie bekommen haben. Haben Sie keinen, fragen Sie dort nach, wo Sie von dem Formular erfahren haben.',
  unknownLink: 'Dieser Link stimmt nicht',
  unknownLinkText:
    'Vielleicht fehlt ein Stück. Öffnen Sie ihn noch einmal von dort, wo Sie ihn bekommen haben, oder bitten Sie um einen neuen.',
  usedLink: 'Dieser Link wurde schon benutzt',
  usedLinkText:
    'Er gilt für eine Antwort, und die ist angekommen. War sie nicht von Ihnen, bitten Sie um einen neuen Link.',
  revokedLink: 'Dieser Link gilt nicht mehr',
  revokedLinkText: 'Er wurde zurückgenommen. Bitten Sie dort um einen neuen, wo Sie ihn bekommen haben.',
  preview: 'Vorschau',
  previewText: 'Das ist eine Vorschau. Nichts, was Sie eingeben, wird gespeichert.',
  previewAgain: 'Von vorn beginnen',
  previewLeads: (address) => `Besucher werden weitergeleitet zu ${address}.`,
  leaveEmpty: 'Bitte leer lassen',
  tooOften: 'Aus Ihrem Netz kamen gerade viele Antworten. Bitte eine Minute warten und noch einmal senden.',
  needsScript:
    'Dieses Formular verlangt einen Nachweis, den nur ein Skript erbringt. Schalten Sie Skripte ein oder fragen Sie nach einem anderen Weg.',
}

/** By language tag. A further language is a line here and one in answers.ts. */
export const wordsByLanguage: Record<string, Words> = { en, de }

/** The words of a language, English where there are none. */
export function wordsOf(language: string): Words {
  return wordsByLanguage[language] ?? en
}
