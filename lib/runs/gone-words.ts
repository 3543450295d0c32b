import type { WhyGone } from './run'

/** Why a question is no longer asked, as far as it is known: a sentence, wherever it is said. */
export const goneWords: Record<WhyGone, string> = {
  'own-answer-probable': 'The host did not reply to our answer, and then the question went: it was probably taken.',
  'another-answer': 'The host says that another answer came first. Whose is not known.',
  'task-cancelled': 'It went with its task, which was cancelled.',
  changed: 'The host asks something else under the same id now.',
  'vm-gone': 'It went with its VM.',
  'not-watched': 'It went while Andon had no contact. How is not known.',
  'connection-removed': 'The connection was removed. The VM may still ask it.',
  unknown: 'It went away. Who answered it, if anybody did, is not known.',
}
