import { assertNever } from '../assert-never'
import type { SerialBacking } from './serial-port'

/**
 * Which serial ports make power-on stop and ask. A file that exists already does: the host raises
 * `msg.serial.file.open` with Append (the default), Replace and Cancel, and the task waits for the answer. It does so
 * at every power-on and reset after the first, since the first one creates the file.
 */

export type PowerOnQuestion = {
  /** `sometimes`: it depends on whether the file is there. */
  asks: 'never' | 'sometimes' | 'always'
  messageId?: 'msg.serial.file.open'
  sentence: string
}

/** @param fileExists whether the output file is there already; undefined when nobody has looked. */
export function powerOnQuestion(backing: SerialBacking, fileExists?: boolean): PowerOnQuestion {
  switch (backing.kind) {
    case 'file':
      return fileQuestion(fileExists)
    case 'network':
    case 'pipe':
      return {
        asks: 'never',
        sentence: 'Power-on asks nothing. If nobody is at the other end, the VM runs all the same.',
      }
    case 'device':
    case 'printing':
      return { asks: 'never', sentence: 'Power-on asks nothing because of this port.' }
    case 'unknown':
      return { asks: 'sometimes', sentence: 'Whether power-on asks because of this port is not known.' }
    default:
      return assertNever(backing, 'serial backing')
  }
}

function fileQuestion(fileExists: boolean | undefined): PowerOnQuestion {
  const messageId = 'msg.serial.file.open'
  if (fileExists === undefined) {
    const sentence =
      'The first power-on creates the file. Every later power-on and reset finds it and stops to ask whether to append to it, replace it or cancel.'
    return { asks: 'sometimes', messageId, sentence }
  }
  if (fileExists) {
    const sentence =
      'The file exists, so power-on and reset stop and ask: append to it (the default), replace it, which loses what it holds, or cancel.'
    return { asks: 'always', messageId, sentence }
  }
  const sentence =
    'The file is not there yet: the next power-on creates it and asks nothing. Those after it, and every reset, will ask.'
  return { asks: 'sometimes', messageId, sentence }
}
