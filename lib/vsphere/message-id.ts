import type { VmQuestion } from './question'

/** ESXi puts the message id in front of the text: `msg.uuid.altered:This virtual machine…`. */
const leadingId = /^\s*(msg\.[A-Za-z0-9_.]+?)\s*:\s*/

/**
 * What a question is about, such as `msg.serial.file.open`: from `message[].id` where the host gives it (4.0 and
 * later), else the id in front of the text. Undefined for hosts that say neither.
 */
export function messageId(question: Pick<VmQuestion, 'text' | 'messages'>): string | undefined {
  const given = question.messages.find(({ id }) => id !== '')?.id
  return given ?? leadingId.exec(question.text)?.[1]
}

/** The host's text without the message id in front of it; otherwise unchanged. */
export const questionText = (question: Pick<VmQuestion, 'text'>): string => question.text.replace(leadingId, '')
