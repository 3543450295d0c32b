import { assertNever } from '../assert-never'
import { withoutUndefined } from '../without-undefined'
import type { ConnectionId } from '../vsphere/ids'
import type { Happening, HappeningKind } from './happening'
import type { Message } from './groups'
import type { ReceiverKind } from './route'
import { questionLink, runLink, wordsOf, type Tone, type Wording, type Words } from './words'

/** The version of the JSON: fields are added to it, and none changes what it means. */
const schemaName = 'andon.signal/1'

const eventName: Readonly<Record<HappeningKind, string>> = {
  'question-raised': 'question.raised',
  'still-waiting': 'question.waiting',
  overdue: 'question.overdue',
  escalated: 'question.escalated',
  taken: 'question.taken',
  'given-back': 'question.given-back',
  answered: 'question.answered',
  gone: 'question.gone',
  'run-failed': 'run.failed',
  'run-left-blocked': 'run.left-blocked',
  'run-unknown': 'run.unknown',
  'connection-lost': 'connection.lost',
  'connection-back': 'connection.back',
  'certificate-changed': 'certificate.changed',
}

/** A message as its route's kind of receiver takes it; what an e-mail says, for that kind. `id`: of the delivery. */
export type Shaped = { as: 'body'; body: string } | { as: 'mail'; subject: string; text: string }

/** @param topic of ntfy: the last part of the address that people know it by. */
export function shape(kind: ReceiverKind, id: string, message: Message, wording: Wording, topic?: string): Shaped {
  const words = wordsOf(message, wording)
  if (kind === 'json') return body(jsonOf(id, message, wording))
  return shapeWords(kind, id, words, topic)
}

/** What a test sends: nothing happened. */
export function shapeTest(
  kind: ReceiverKind,
  id: string,
  by: string,
  at: string,
  origin: string,
  topic?: string,
): Shaped {
  if (kind === 'json')
    return body({
      schema: schemaName,
      id,
      time: at,
      event: 'test',
      count: 0,
      items: [],
      text: testText(by),
      url: `${origin}/`,
    })
  const words: Words = { title: testText(by), lines: [], link: `${origin}/`, linkText: 'Open the Board', tone: 'calm' }
  return shapeWords(kind, id, words, topic)
}

export const testText = (by: string) => `Test from Andon by ${by}. No VM is concerned.`

const body = (value: object): Shaped => ({ as: 'body', body: JSON.stringify(value) })

function shapeWords(kind: Exclude<ReceiverKind, 'json'>, id: string, words: Words, topic?: string): Shaped {
  switch (kind) {
    case 'slack':
      return body(slackOf(words))
    case 'mattermost':
      return body(mattermostOf(words))
    case 'teams':
      return body(teamsOf(words))
    case 'ntfy':
      return body(ntfyOf(words, topic ?? ''))
    case 'email':
      return {
        as: 'mail',
        subject: oneLine(words.title, 200),
        text: [words.title, '', ...words.lines, '', `${words.linkText}: ${words.link}`, '', `Delivery ${id}`].join(
          '\n',
        ),
      }
    default:
      return assertNever(kind, 'kind of receiver')
  }
}

function jsonOf(id: string, message: Message, wording: Wording): object {
  const { at, kind, connection, count, happenings, repeat } = message
  const [only] = happenings
  const words = wordsOf(message, wording)
  return withoutUndefined({
    schema: schemaName,
    id,
    time: at,
    event: eventName[kind],
    connection: connectionOf(connection, wording),
    count,
    repeat,
    text: words.title,
    url: words.link,
    items: happenings.map((one) => itemOf(one, wording)),
    // Of one alone its parts stand here too, where a script looks first.
    ...(count === 1 && only ? partsOf(only, wording) : {}),
  })
}

const connectionOf = (id: ConnectionId, { nameOf }: Wording) => ({ id, name: nameOf(id) })

const itemOf = (one: Happening, wording: Wording) => ({
  id: one.id,
  time: one.at,
  connection: connectionOf(one.connection, wording),
  ...partsOf(one, wording),
})

function partsOf(one: Happening, { origin }: Wording): object {
  const { id: _id, at: _at, kind: _kind, connection: _connection, ...rest } = one
  const question = 'question' in one ? one.question : undefined
  const run = 'run' in one ? one.run : undefined
  return withoutUndefined({
    ...rest,
    question: question && {
      key: question.key,
      ...withoutUndefined({ id: question.messageId, default: question.defaultChoice }),
      title: question.title,
      text: question.text,
      choices: question.choices,
      raisedAt: question.raisedAt,
      url: questionLink(origin, question.key),
    },
    run: run && { ...run, url: runLink(origin, run.id) },
  })
}

/** Slack takes these three for the beginnings of its own signs in any text. */
const slackText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const slackOf = ({ title, lines, link, linkText, tone }: Words) => ({
  text: slackText(title),
  mrkdwn: false,
  attachments: [
    {
      color: colourOf[tone],
      blocks: [
        ...(lines.length === 0
          ? []
          : [{ type: 'section', text: { type: 'plain_text', text: cut(lines.join('\n'), 2_900), emoji: false } }]),
        { type: 'section', text: { type: 'mrkdwn', text: `<${link}|${linkText}>` } },
      ],
    },
  ],
})

/** In Markdown any sign of punctuation after a backslash is itself; `@` would call people. */
const markdownText = (text: string) =>
  text.replaceAll(/[\\`*_{}[\]()<>#+\-.!|~:&]/g, (sign) => `\\${sign}`).replaceAll('@', '@\u200b')

const mattermostOf = ({ title, lines, link, linkText, tone }: Words) => ({
  text: `**${markdownText(title)}**`,
  attachments: [
    {
      fallback: title,
      color: colourOf[tone],
      text: [...lines.map(markdownText), `[${linkText}](${link})`].join('\n'),
    },
  ],
})

/** An Adaptive Card, as the workflow "post to a channel when a webhook request is received" takes it. */
const teamsOf = ({ title, lines, link, linkText, tone }: Words) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          textBlock(title, { weight: 'Bolder', size: 'Medium', color: teamsColour[tone] }),
          ...lines.map((line) => textBlock(line, {})),
        ],
        actions: [{ type: 'Action.OpenUrl', title: linkText, url: link }],
      },
    },
  ],
})

/** A text as it is: a run of rich text knows no Markdown, so a name that holds some is a name. */
const textBlock = (text: string, look: object) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: cut(text, 4_000), ...look }],
})

/** ntfy's own JSON, which is sent to the server's root: names of any script stay as they are. */
const ntfyOf = ({ title, lines, link, tone }: Words, topic: string) => ({
  topic,
  title: oneLine(title, 250),
  message: cut(lines.join('\n') || title, 3_500),
  priority: { over: 5, wait: 4, calm: 3 }[tone],
  click: link,
})

const colourOf: Readonly<Record<Tone, string>> = { over: '#d03a2b', wait: '#f0a928', calm: '#9aa1a8' }
const teamsColour: Readonly<Record<Tone, string>> = { over: 'Attention', wait: 'Warning', calm: 'Default' }

const cut = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
const oneLine = (text: string, most: number) => cut(text.replaceAll(/\s+/gu, ' ').trim(), most)
