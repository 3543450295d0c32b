import { Notice } from '../ui/notice'

/** What of the registers could not be read. */
export function CpuProblems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null
  return (
    <Notice tone="wait">
      <strong className="font-semibold">Some registers cannot be read; the rest is shown.</strong>
      <ul>
        {problems.map((sentence) => (
          <li key={sentence} className="wrap-anywhere">
            {sentence}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
