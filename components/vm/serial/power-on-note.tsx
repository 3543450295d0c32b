import { StatusGlyph } from '../../glyphs/status-glyph'

const and = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

type PowerOnNoteProps = {
  /** The ports whose output file is there. */
  labels: readonly string[]
  /** Of the connection; undefined while that is not known. */
  autoAnswer: boolean | undefined
}

/** That the next power-on will stop at a question, and what auto-answer will do with it. */
export function PowerOnNote({ labels, autoAnswer }: PowerOnNoteProps) {
  return (
    <p className="flex items-start gap-2 text-sm text-ink-2">
      <StatusGlyph glyph="questionRaised" className="mt-0.5" />
      <span>
        The next power-on or reset asks because of {and(labels)}.{' '}
        {autoAnswer === true &&
          'Auto-answer is on: started from Andon, the host’s default is given, which is Append, and it goes on.'}
        {autoAnswer === false &&
          'Auto-answer is off: started from Andon, the task is cancelled if it can be, and the question is shown as an error.'}
      </span>
    </p>
  )
}
