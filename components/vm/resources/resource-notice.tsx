import { Notice } from '../../ui/notice'

const tones = { note: 'info', warning: 'wait', problem: 'fail' } as const

type ResourceWarning = { kind: string; weight: keyof typeof tones; sentence: string }

/** What hurts, and what might. */
export function ResourceWarnings({ warnings }: { warnings: readonly ResourceWarning[] }) {
  if (warnings.length === 0) return null
  return (
    <div className="mb-3 grid gap-2">
      {warnings.map(({ kind, weight, sentence }) => (
        <Notice key={kind} tone={tones[weight]} {...(weight === 'note' ? {} : { role: 'status' as const })}>
          {sentence}
        </Notice>
      ))}
    </div>
  )
}
