import { formatPercent } from '@/lib/format/quantity'
import { isMaskedPerson } from '@/lib/live/masked'
import type { LiveTables, QuestionView } from '@/lib/live/live-state'
import { takenBy, textOfGroup } from '@/lib/live/question-groups'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { shortOfMany } from '@/lib/vsphere/known-by-id'
import type { WallTile } from '@/lib/wall/tiles'
import type { ReadText } from '../live/read-text'
import { connectionsText, firstSentence, groupTitle } from '../question/group-words'
import { isAboutSpace } from '../question/questions'

/** What a tile says. Of several ways the first that fits is taken; the last always does. */
export type TileWords = {
  name: string
  place: string
  /** What is asked. */
  sentences: readonly string[]
  /** Who deals with it; `Taken` where people are not named. */
  taken?: string
  /** Whose questions these are, as many as fit; or what waits behind one. */
  beside: readonly string[]
  names: readonly string[]
}

const several = (count: number, what: string) => `${count.toLocaleString('en')} ${what}`

/** Without a name, names are masked: one VM is one VM. */
const nameOf = ({ vmName }: QuestionView) => (vmName === '' ? 'one VM' : vmName)

export function tileWords(tile: WallTile, connections: LiveTables['connections'], read: ReadText): TileWords {
  const { questions } = tile
  const [oldest] = questions
  const taken = takenBy(questions)
  const names = questions.length > 1 && oldest.vmName !== '' ? namesOf(questions) : []
  return {
    name: questions.length > 1 ? several(questions.length, 'VMs') : nameOf(oldest),
    place: placeOf(tile, connections),
    sentences: sentencesOf(tile, read),
    ...(taken && { taken: isMaskedPerson(taken.by) ? 'Taken' : taken.by }),
    beside: tile.kind === 'fold' ? [''] : questions.length > 1 ? [...names, ''] : [taskText(oldest), ''],
    names: tile.kind === 'fold' ? [] : names,
  }
}

function placeOf(tile: WallTile, connections: LiveTables['connections']): string {
  if (tile.kind === 'fold' && tile.connections.length > 1) return several(tile.connections.length, 'connections')
  return connectionsText(tile.questions, connections)
}

/** Keeps the direction of a name to itself. */
const isolated = (name: string) => `\u2068${name}\u2069`

/** `a, b, c`, `a, b and 1 more`, down to one. */
function namesOf(questions: readonly QuestionView[]): string[] {
  const some = questions.slice(0, 12).map((question) => isolated(nameOf(question)))
  return some.map((_, at) => {
    const shown = some.slice(0, some.length - at)
    const more = questions.length - shown.length
    return `${shown.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`
  })
}

function sentencesOf(tile: WallTile, read: ReadText): string[] {
  if (tile.kind === 'fold') {
    const kinds = several(tile.kinds, tile.kinds === 1 ? 'kind of question' : 'kinds of question')
    return [`${kinds}; age of the oldest`, kinds]
  }
  const { questions, about } = tile
  const [oldest] = questions
  const { messageId } = oldest
  const title = groupTitle(oldest, about)
  const known = questions.length > 1 || about !== undefined ? shortOfMany(messageId, about) : undefined
  const short = known ?? describeQuestion(oldest.question).short
  if (short !== undefined) return [short, title]
  // A host's own words, without what is one VM's own: all of them, or as much as there is room for.
  const parts = textOfGroup({ questions }, ({ connection }, text) => read(connection, text))
  const text = parts.map((part) => (part.own ? `each VM's ${part.noun}` : part.text)).join('')
  const [first] = parts
  const space = isAboutSpace(oldest) ? (about === undefined ? 'No space' : `No space on ${about}`) : ''
  const beginning = parts.length > 1 && first?.own === false ? first.text.replace(/[\s"'“„«]+$/u, '') : ''
  return [
    about === undefined ? text.trim() : `${text.trim()} (${about})`,
    space === '' ? firstSentence(text) : '',
    space,
    beginning === '' ? '' : `${beginning}…`,
    messageId ?? '',
    'Asks for an answer',
  ].filter((words) => words !== '')
}

function taskText({ task }: QuestionView): string {
  if (!task) return 'no task behind it'
  return task.progress === undefined
    ? `${task.label}, stopped`
    : `${task.label}, stopped at ${formatPercent(task.progress)}`
}
